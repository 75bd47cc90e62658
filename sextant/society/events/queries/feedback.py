"""What participants thought, without a way back to them: small groups are withheld."""

from dataclasses import dataclass, field

from sextant.base.measures.registry import SMALL_CELL
from sextant.society.events.models import Event

ASKED = ("content", "organisation", "recommend")


@dataclass(frozen=True)
class Scores:
    """One question: how many gave each score from 1 to 5 (empty: withheld), and the mean."""

    name: str
    cells: list[int]
    mean: float


@dataclass(frozen=True)
class Results:
    """Everything there is to see; `count` answers, nothing more while they are fewer than five."""

    count: int
    scores: list[Scores] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def is_withheld(self) -> bool:
        return self.count < SMALL_CELL


def results_of(event: Event) -> Results:
    """The results of an event. Words are sorted by themselves, so that their order tells nothing."""
    rows = list(event.feedback.all())
    if len(rows) < SMALL_CELL:
        return Results(len(rows))
    scores = []
    for name in ASKED:
        given = [getattr(row, name) for row in rows]
        scores.append(Scores(name, shown([given.count(score) for score in range(1, 6)]), sum(given) / len(given)))
    return Results(len(rows), scores, sorted(row.words for row in rows if row.words))


def shown(counted: list[int]) -> list[int]:
    """The cells, or none of them where one holds from one to four: with the mean and the sum, two hidden cells can be worked out."""
    return [] if any(0 < count < SMALL_CELL for count in counted) else counted
