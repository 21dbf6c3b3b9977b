"""The 离线版: the dashboard as one HTML file, made from the same panels and slides, without a server.

Imports all other rooms; 数据说明 hands it out, `python -m whitepaper offline` writes it.
"""
