"""What comes in."""

from sextant.work.returns.forms.holdings import CorrectionForm, ImportForm, LibraryFilter
from sextant.work.returns.forms.rounds import (
    CertifyForm,
    CertifyManyForm,
    EditForm,
    OfficerForm,
    QueryForm,
    ReturnsFilter,
    RoundForm,
    SheetForm,
    WordsForm,
)

__all__ = [
    "CertifyForm",
    "CertifyManyForm",
    "CorrectionForm",
    "EditForm",
    "ImportForm",
    "LibraryFilter",
    "OfficerForm",
    "QueryForm",
    "ReturnsFilter",
    "RoundForm",
    "SheetForm",
    "WordsForm",
]
