"""PowerPoint files: the deck, the frame of a slide, and native charts, tables and maps that can be edited there.

`deck.to_pptx` is the way in. Imports what `files` may.
"""
