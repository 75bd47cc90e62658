"""Scores as the lab takes them, rankings as pages show them, prizes that are left."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from sextant.work.calls import states
from sextant.work.calls.models import Award, Call, Decision, Entry, Prize, Ranking, Score, Stage

Row = tuple[int, int, int, int, int]
"""(entry, juror, criterion, value, weight of the criterion)."""


def scores_of(stage: Stage) -> list[Row]:
    """Every score of a submitted review of an entry that stands, in a fixed order."""
    rows = Score.objects.filter(review__stage=stage, review__state=states.REVIEWED, review__entry__state=states.SUBMITTED)
    return list(
        rows.order_by("review__entry", "review__juror", "criterion").values_list(
            "review__entry", "review__juror", "criterion", "value", "criterion__weight"
        )
    )


def fingerprint_of(scores: list[Row], call: Call) -> str:
    """SHA-256 of the scores in their fixed order, the weights of the criteria and the method: of all that a ranking is reckoned from."""
    return hashlib.sha256(json.dumps([scores, call.method]).encode()).hexdigest()


def prizes_free(prize: Prize) -> int:
    """How many of a prize are not given yet."""
    given = Decision.objects.filter(prize=prize, entry__state=states.SUBMITTED)
    return prize.count - given.count()


@dataclass(frozen=True)
class Placed:
    """An entry with its place in the ranking and what was decided; `place` holds what the lab found, empty where nothing was scored.

    `score`, `low`, `high`, `mean` are points of the scale, None where there is nothing to say.
    """

    entry: Entry
    place: dict[str, Any]
    decision: Decision | None
    flagged: int

    @property
    def rank(self) -> int | None:
        return self.place.get("rank")

    @property
    def score(self) -> float | None:
        return self.place.get("score")

    @property
    def low(self) -> float | None:
        return self.place.get("low")

    @property
    def high(self) -> float | None:
        return self.place.get("high")

    @property
    def mean(self) -> float | None:
        return self.place.get("mean")

    @property
    def is_chosen(self) -> bool:
        """Goes on, or gets a prize."""
        return self.decision is not None and (self.decision.goes_on or self.decision.prize_id is not None)

    @property
    def reviews(self) -> int:
        return int(self.place.get("reviews") or 0)


def latest_ranking(stage: Stage) -> Ranking | None:
    """The final ranking of a stage, or the newest."""
    return Ranking.objects.filter(stage=stage).order_by("-is_final", "-pk").first()


def placed(stage: Stage, ranking: Ranking | None) -> list[Placed]:
    """All entries of a stage by place, those without one last; entries that went on from here are shown here too."""
    entries = {entry.pk: entry for entry in entries_at(stage).select_related("person", "category", "call")}
    decisions = {decision.entry_id: decision for decision in Decision.objects.filter(stage=stage).select_related("prize")}
    places: dict[int, dict[str, Any]] = {}
    flags: dict[int, int] = {}
    if ranking is not None:
        places = {int(row["entry"]): row for row in ranking.result["places"]}
        for one in ranking.result.get("outliers", []):
            flags[int(one["entry"])] = flags.get(int(one["entry"]), 0) + 1
    shown = [Placed(entry, places.get(key, {}), decisions.get(key), flags.get(key, 0)) for key, entry in entries.items()]
    votes = votes_of(stage) if stage.kind == Stage.Kind.VOTE else {}
    return sorted(shown, key=lambda one: (-votes.get(one.entry.pk, 0), one.rank or 10**9, one.entry.number or 0))


def entries_at(stage: Stage) -> QuerySet[Entry]:
    """Submitted entries that are at this stage or passed it."""
    following = [one.pk for one in stage.call.stages.all() if (one.place, one.pk) >= (stage.place, stage.pk)]
    return Entry.objects.filter(call=stage.call_id, state=states.SUBMITTED, stage__in=following)


def winners_of(call: Call) -> QuerySet[Award]:
    """Awards of a call that stand, by prize."""
    rows = Award.objects.filter(entry__call=call, revoked_because="").select_related(
        "entry__category", "entry__person", "entry__organisation", "prize", "person"
    )
    return rows.prefetch_related("entry__coauthors").order_by("prize__place", "prize__pk", "entry__number")


def votes_of(stage: Stage) -> dict[int, int]:
    """Votes of the public by entry."""
    rows: Any = stage.votes.values_list("entry").annotate(number=Count("pk"))
    return dict(rows)
