"""What a browser keeps of what it was answered."""

from __future__ import annotations

FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""An address whose answer never changes, as another answer has another address."""
NOT_KEPT = {"Cache-Control": "no-store"}
