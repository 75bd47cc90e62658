"""Library statistics as a panel: collections, their libraries and years, returns, imports and figures of groups; and the rounds in which they are asked for."""

from sextant.work.returns.models.collections import Collection, SurveyTerm, YearRelease
from sextant.work.returns.models.editions import Edition
from sextant.work.returns.models.estimates import (
    FilledVariable,
    Filling,
    Forecast,
    ForecastRun,
    ForecastSeries,
    ImputedValue,
    LibraryForecast,
    SeriesBreak,
)
from sextant.work.returns.models.figures import Aggregate
from sextant.work.returns.models.imports import ImportFinding, ImportRun
from sextant.work.returns.models.libraries import Library, LibraryReturn
from sextant.work.returns.models.observations import FlagAnswer, Observation, Query
from sextant.work.returns.models.peers import ChosenGroup, FixedGroup, GroupProtection, LibraryClusters, LibraryTraits
from sextant.work.returns.models.questionnaires import QuestionnaireChange, QuestionnaireProposal, QuestionnaireVersion
from sextant.work.returns.models.rounds import Learned, Round, Submission
from sextant.work.returns.models.sheets import Sheet, SheetFinding
from sextant.work.returns.models.stories import ChartKind, Citation, Story, StoryChart

__all__ = [
    "Aggregate",
    "ChartKind",
    "ChosenGroup",
    "Citation",
    "Collection",
    "Edition",
    "FilledVariable",
    "Filling",
    "FixedGroup",
    "FlagAnswer",
    "Forecast",
    "ForecastRun",
    "ForecastSeries",
    "GroupProtection",
    "ImportFinding",
    "ImportRun",
    "ImputedValue",
    "Learned",
    "Library",
    "LibraryClusters",
    "LibraryForecast",
    "LibraryReturn",
    "LibraryTraits",
    "Observation",
    "Query",
    "QuestionnaireChange",
    "QuestionnaireProposal",
    "QuestionnaireVersion",
    "Round",
    "SeriesBreak",
    "Sheet",
    "SheetFinding",
    "Story",
    "StoryChart",
    "Submission",
    "SurveyTerm",
    "YearRelease",
]
