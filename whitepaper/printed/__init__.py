"""How the paper prints numbers: reading them, what their digits can mean, and saying them in words.

A printed text is taken apart here and nowhere else. Imports `model`.
"""
