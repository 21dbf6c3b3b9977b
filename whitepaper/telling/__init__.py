"""What is said of numbers: panels with their remarks, sentences, tables and lists, the colours of all drawings.

Chinese is applied here. Imports `store` and what is below it.
"""
