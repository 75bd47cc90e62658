"""The thesaurus as rows."""

from sextant.society.concepts.models.concepts import Concept, Label

__all__ = ["Concept", "Label"]
