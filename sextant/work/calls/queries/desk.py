"""Where a call stands, in a constant number of queries."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from sextant.base.ordering import in_order
from sextant.work.calls import states
from sextant.work.calls.models import Assignment, Call, Entry, Juror, NameFound, Stage


@dataclass(frozen=True)
class StageDesk:
    """A stage with how many entries are at it, reviews wanted, given and done, and the last assignment."""

    stage: Stage
    entries: int
    wanted: int
    given: int
    done: int
    assignment: Assignment | None


@dataclass(frozen=True)
class Desk:
    """Numbers of one call for its organisers."""

    entries: dict[str, int]
    jurors: dict[str, int]
    stages: list[StageDesk]
    names_found: int
    unchecked: int

    @property
    def submitted(self) -> int:
        return self.entries.get(states.SUBMITTED, 0)


def _by_state(rows: Any) -> dict[str, int]:
    return dict(rows.values_list("state").annotate(number=Count("pk")).order_by())


def desk_of(call: Call) -> Desk:
    """Entries by state, jurors by state, each stage with its reviews; what waits to be looked at."""
    submitted = Entry.objects.filter(call=call, state=states.SUBMITTED)
    counted = list(Entry.objects.filter(call=call).values_list("state", "stage").annotate(number=Count("pk")).order_by())
    at_stage = {stage: number for state, stage, number in counted if state == states.SUBMITTED}
    by_state: Counter[str] = Counter()
    for state, _stage, number in counted:
        by_state[state] += number
    standing = Q(reviews__state__in=[states.ASSIGNED, states.REVIEWED], reviews__entry__state=states.SUBMITTED)
    stages = call.stages.annotate(
        given=Count("reviews", filter=standing, distinct=True),
        done=Count("reviews", filter=Q(reviews__state=states.REVIEWED, reviews__entry__state=states.SUBMITTED), distinct=True),
    )
    assignments = {one.stage_id: one for one in Assignment.objects.filter(stage__call=call).order_by("pk")}
    found = []
    rows: Any = in_order(stages)
    for stage in rows:
        entries = at_stage.get(stage.pk, 0)
        wanted = entries * call.per_entry if stage.kind == Stage.Kind.JURY else 0
        found.append(StageDesk(stage, entries, wanted, stage.given, stage.done, assignments.get(stage.pk)))
    names = NameFound.objects.filter(entry__call=call, entry__state=states.SUBMITTED).values("entry").distinct().count()
    unchecked = submitted.filter(names_checked=False).count() if call.is_double_blind else 0
    return Desk(dict(by_state), _by_state(Juror.objects.filter(call=call)), found, names, unchecked)
