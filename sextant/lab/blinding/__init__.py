"""Blinding: files of a contest without what betrays their author, and the author's name found in their text."""

from .finding_names import find_names, redact_text
from .findings import BlindingError
from .people import Finding, Identity, Part
from .stripping import Stripped, strip
from .texts import text_of

__all__ = ["BlindingError", "Finding", "Identity", "Part", "Stripped", "find_names", "redact_text", "strip", "text_of"]
