"""What a participant sees: the next statement to answer, the next pair, how far one has come."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Exists, OuterRef

from sextant.work.foresight import states
from sextant.work.foresight.models import Comparison, Participant, Statement, Vote

PAIRS_A_PERSON = 30
"""Pairs asked of one participant at most; more tires, and a ranking of thirty statements needs no more from each of a group."""


@dataclass
class Progress:
    """Statements of the group as one participant meets them, and those still without an answer."""

    total: int
    open: list[Statement]

    @property
    def answered(self) -> int:
        return self.total - len(self.open)

    @property
    def next(self) -> Statement | None:
        return self.open[0] if self.open else None

    def without(self, key: int) -> "Progress":
        """The same after this statement was answered."""
        return Progress(self.total, [one for one in self.open if one.pk != key])


def order_of(participant: Participant, statement: int) -> str:
    """Everybody meets the statements in an order of one's own, so that the first ones do not get all answers."""
    return sha256(f"{participant.pk}:{statement}".encode()).hexdigest()


def progress_of(participant: Participant) -> Progress:
    """One query: the accepted statements of the group with whether this participant has answered. One's own count as others'."""
    own = Exists(Vote.objects.filter(participant=participant.pk, statement=OuterRef("pk")))
    rows = Statement.objects.filter(group=participant.group_id, state=states.ACCEPTED).annotate(own=own)
    found = list(rows.only("text_ru", "text_en"))
    open_ones = [one for one in found if not one.own]
    return Progress(len(found), sorted(open_ones, key=lambda one: order_of(participant, one.pk)))


def answers_of(participant: Participant) -> list[Vote]:
    """One's own answers, the latest first; nobody else ever gets them."""
    rows = Vote.objects.filter(participant=participant.pk, statement__state=states.ACCEPTED)
    return list(rows.select_related("statement").order_by("-pk"))


def own_statements(participant: Participant) -> list[Statement]:
    """What one wrote, with what was decided, without the draft."""
    rows = Statement.objects.filter(author=participant.pk).exclude(state=states.DRAFT)
    return list(rows.select_related("merged_into").order_by("-pk"))


def draft_of(participant: Participant) -> Statement | None:
    return Statement.objects.filter(author=participant.pk, state=states.DRAFT).first()


def next_pair(participant: Participant) -> tuple[Statement, Statement] | None:
    """Two accepted statements not yet set side by side by this participant: those met least often first, then by one's own order."""
    found = {one.pk: one for one in Statement.objects.filter(group=participant.group_id, state=states.ACCEPTED).only("text_ru", "text_en")}
    done = set(Comparison.objects.filter(participant=participant.pk).values_list("first", "second"))
    if len(found) < 2 or len(done) >= PAIRS_A_PERSON:
        return None
    met = {key: sum(key in pair for pair in done) for key in found}
    ranked = sorted(found, key=lambda key: (met[key], order_of(participant, key)))
    for place, one in enumerate(ranked):
        for other in ranked[place + 1 :]:
            if (min(one, other), max(one, other)) not in done:
                return found[one], found[other]
    return None
