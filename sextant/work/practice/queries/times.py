"""From publication to the first pilot and to the first adoption, in days, with the findings that still wait."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from sextant.lab.trials.waiting import Case, Waits, waits
from sextant.work.practice import states
from sextant.work.practice.models import Finding

PILOT, ADOPTION = "pilot", "adoption"


@dataclass(frozen=True)
class Wait:
    """One finding: the day its work was published, the day it got there (None: not by the last day looked at), and the days between."""

    finding: Finding
    reached_on: date | None
    days: int

    @property
    def case(self) -> Case:
        return Case(self.days, self.reached_on is not None)


def _events(by: date) -> dict[str, Min]:
    adopted = Q(adoptions__state=states.CONFIRMED, adoptions__adopted_on__lte=by)
    return {
        PILOT: Min("pilots__started_on", filter=Q(pilots__started_on__lte=by)),
        ADOPTION: Min("adoptions__adopted_on", filter=adopted),
    }


def waits_for(event: str, by: date) -> list[Wait]:
    """All findings accepted today whose work was published by that day, in order of publication. What happened before the publication
    (a preprint was tried) counts as no days; what happened after `by` has not happened."""
    known = Finding.objects.accepted().filter(published_on__lte=by).only("title_ru", "title_en", "published_on", "precision")
    rows = known.annotate(reached=_events(by)[event]).order_by("published_on", "pk")
    return [Wait(one, one.reached, max(0, ((one.reached or by) - one.published_on).days)) for one in rows]


def median_wait(event: str, by: date) -> Waits:
    """Both medians with the curve, as of that day."""
    return waits([one.case for one in waits_for(event, by)])
