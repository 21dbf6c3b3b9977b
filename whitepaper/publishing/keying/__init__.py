"""The workbook of a clerk: laid out and written from a source folder, read and merged back into its CSVs.

What one edition prints, in Excel with words for ids; what comes out of `importing` is what `publishing.source` reads.
"""
