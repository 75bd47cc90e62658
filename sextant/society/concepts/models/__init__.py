"""The thesaurus as rows."""

from sextant.society.concepts.models.concepts import Concept, Label
from sextant.society.concepts.models.demand import DemandLanding, DemandText
from sextant.society.concepts.models.imports import ImportLine, ThesaurusImport
from sextant.society.concepts.models.suggestions import Suggestion, TextFile
from sextant.society.concepts.models.versions import Scheme, Version, VersionChange

__all__ = [
    "Concept",
    "DemandLanding",
    "DemandText",
    "ImportLine",
    "Label",
    "Scheme",
    "Suggestion",
    "TextFile",
    "ThesaurusImport",
    "Version",
    "VersionChange",
]
