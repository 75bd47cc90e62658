"""What is true about awards, nominated books, the readers' council, young readers' votes and recommended lists."""

from sextant.work.reading.models.awards import AwardEntry, AwardImport, AwardImportRow, AwardList
from sextant.work.reading.models.books import Book, Season, Topic
from sextant.work.reading.models.council import CouncilMember, Criterion, Review, ReviewScore
from sextant.work.reading.models.lists import ListFile, ListItem, RecommendedList
from sextant.work.reading.models.reading_rules import ReadingRules
from sextant.work.reading.models.votes import Ballot, KioskCount, KioskSession

__all__ = [
    "AwardEntry",
    "AwardImport",
    "AwardImportRow",
    "AwardList",
    "Ballot",
    "Book",
    "CouncilMember",
    "Criterion",
    "KioskCount",
    "KioskSession",
    "ListFile",
    "ListItem",
    "ReadingRules",
    "RecommendedList",
    "Review",
    "ReviewScore",
    "Season",
    "Topic",
]
