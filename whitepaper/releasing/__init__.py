"""A build on its way to the readers: what would change on screen, the switch, the way back.

Imports every other room; nothing in `whitepaper/` imports it but the command line.
"""
