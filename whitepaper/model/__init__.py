"""What the data are: shapes, keys, selection and filters, names, texts, where a data set lies, errors.

Values and pure functions; nothing here reads a table. Imports no other room.
"""
