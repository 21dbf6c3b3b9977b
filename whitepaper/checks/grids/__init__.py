"""Tables of a draft against themselves and the sentences about them, without a declaration.

Takes texts in rows and columns; gives checks as the others of this room do. Imports `model` and `printed`.
"""
