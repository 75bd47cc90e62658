"""What is true about calls, entries, juries and their results."""

from sextant.work.calls.models.calls import Call, Category, Condition, Criterion, Field, Prize, Stage, Topic
from sextant.work.calls.models.entries import Answer, Bundle, CoAuthor, Entry, EntryFile, LatePass, NameFound, Resemblance
from sextant.work.calls.models.jury import Assignment, Conflict, Juror, Knowledge, Remark, Review, Score
from sextant.work.calls.models.results import Award, Decision, Ranking, Vote

__all__ = [
    "Answer",
    "Assignment",
    "Award",
    "Bundle",
    "Call",
    "Category",
    "CoAuthor",
    "Condition",
    "Conflict",
    "Criterion",
    "Decision",
    "Entry",
    "EntryFile",
    "Field",
    "Juror",
    "Knowledge",
    "LatePass",
    "NameFound",
    "Prize",
    "Ranking",
    "Remark",
    "Resemblance",
    "Review",
    "Score",
    "Stage",
    "Topic",
    "Vote",
]
