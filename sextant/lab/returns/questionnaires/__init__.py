"""Questionnaires as data: what a library is asked, in both languages. First file to open: `items.py`; then `reading.py`."""

from .items import MAY_BE, Choice, Item, Questionnaire, Replaced, Section, Words
from .reading import QuestionnaireError, load, names

__all__ = ["MAY_BE", "Choice", "Item", "Questionnaire", "QuestionnaireError", "Replaced", "Section", "Words", "load", "names"]
