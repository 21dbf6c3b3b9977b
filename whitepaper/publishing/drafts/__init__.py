"""The draft of a paper, in Word or PDF, as paragraphs and tables; its numbers put where the last edition has theirs.

`document` reads a file and judges nothing; what reads numbers or holds them against each other stands on it.
"""
