"""Answers of a group for the lab, readings for the screen, and the anonymous table."""

import hashlib
from dataclasses import dataclass
from secrets import SystemRandom
from typing import Any

from django.db.models import Count, Max

from sextant.base.exports.tables import Column, Table
from sextant.work.foresight import states
from sextant.work.foresight.models import Comparison, Group, Participant, Reading, Session, Statement, Vote

Triple = tuple[int, int, int]


def answers_in(group: Group) -> list[Triple]:
    """(participant, statement, value) of every answer to an accepted statement of the group, of those who still take part."""
    rows = Vote.objects.filter(statement__group=group, statement__state=states.ACCEPTED, participant__withdrawn_at=None)
    return list(rows.order_by("participant", "statement").values_list("participant", "statement", "value"))


def choices_in(group: Group) -> list[tuple[int, int, int, int]]:
    """(participant, first, second, value) of every choice between accepted statements."""
    rows = Comparison.objects.filter(first__group=group, first__state=states.ACCEPTED, second__state=states.ACCEPTED, participant__withdrawn_at=None)
    return list(rows.order_by("participant", "first", "second").values_list("participant", "first", "second", "value"))


def fingerprint_of(rows: list[Any]) -> str:
    """SHA-256 over the rows in their order."""
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def latest_reading(group: Group, kind: str) -> Reading | None:
    return Reading.objects.filter(group=group, kind=kind).order_by("-pk").first()


@dataclass(frozen=True)
class Standing:
    """What a screen counts: answers, people who gave one, statements, and the key of the latest reading."""

    answers: int
    people: int
    statements: int
    reading: int

    @property
    def mark(self) -> str:
        """Changes when anything on the screen would."""
        return f"{self.answers}-{self.people}-{self.statements}-{self.reading}"


def standing_of(group: Group) -> Standing:
    """Three short queries, so that a screen may ask every few seconds."""
    counted = Vote.objects.filter(statement__group=group).aggregate(answers=Count("pk"), people=Count("participant", distinct=True))
    statements = Statement.objects.filter(group=group, state=states.ACCEPTED).count()
    reading = Reading.objects.filter(group=group).aggregate(last=Max("pk"))["last"] or 0
    return Standing(counted["answers"], counted["people"], statements, reading)


def standing_of_session(session: Session) -> list[tuple[Group, int, int]]:
    """Each group with answers and people, for the screen of the whole room; two queries."""
    counted = Vote.objects.filter(statement__group__session=session).values("statement__group")
    found = {
        row["statement__group"]: (row["answers"], row["people"])
        for row in counted.annotate(answers=Count("pk"), people=Count("participant", distinct=True)).order_by()
    }
    return [(group, *found.get(group.pk, (0, 0))) for group in session.groups.all()]


def votes_table(group: Group) -> Table:
    """The wide table that `sextant opinions groups` reads. Ids are drawn anew at each download, and the rows shuffled by them."""
    statements = list(Statement.objects.filter(group=group, state=states.ACCEPTED).order_by("pk").values_list("pk", flat=True))
    by_participant: dict[int, dict[int, int]] = {}
    for participant, statement, value in answers_in(group):
        by_participant.setdefault(participant, {})[statement] = value
    rows = list(by_participant.values())
    SystemRandom().shuffle(rows)
    numbered = [(number, row) for number, row in enumerate(rows, 1)]
    columns = [Column("participant", "participant", lambda row: row[0]), *(_answer(key) for key in statements)]
    return Table(f"votes-{group.session.code}-{group.code.lower()}", tuple(columns), numbered)


def _answer(key: int) -> Column:
    return Column(str(key), str(key), lambda row: row[1].get(key))


def people_answering(session: Session) -> int:
    return Participant.objects.filter(session=session, votes__isnull=False).distinct().count()
