"""Asking: a question in plain Chinese, answered from the data without a model, or refused with the reason.

The words of questions are data (`question_words`, code list `synonym`). Imports `telling` and what is below it.
"""

from whitepaper.asking.answers import answer
from whitepaper.asking.replies import Answer, Chip, Choice

__all__ = ["Answer", "Chip", "Choice", "answer"]
