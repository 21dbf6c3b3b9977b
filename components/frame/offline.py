"""Keep the server from asking the outside for its own address.

Streamlit asks a public service for the machine's external address when it listens on all addresses,
and again for each browser whose address it does not know. It offers no setting against it.
"""

from __future__ import annotations

from streamlit import net_util


def stay_inside() -> None:
    """From now on this process knows no external address and asks nobody for one."""
    net_util.get_external_ip = _unknown


def _unknown() -> None:
    return None
