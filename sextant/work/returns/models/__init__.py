"""Library statistics as a panel: collections, their libraries and years, returns, imports and figures of groups."""

from sextant.work.returns.models.collections import Collection, SurveyTerm, YearRelease
from sextant.work.returns.models.figures import Aggregate
from sextant.work.returns.models.imports import ImportFinding, ImportRun
from sextant.work.returns.models.libraries import Library, LibraryReturn

__all__ = ["Aggregate", "Collection", "ImportFinding", "ImportRun", "Library", "LibraryReturn", "SurveyTerm", "YearRelease"]
