"""What is true about programmes, those who take part, and pairs."""

from sextant.work.mentoring.models.pairs import Ending, Goal, Meeting, Note, Pair, Review
from sextant.work.mentoring.models.programmes import Barred, Profile, Programme, Topic

__all__ = ["Barred", "Ending", "Goal", "Meeting", "Note", "Pair", "Profile", "Programme", "Review", "Topic"]
