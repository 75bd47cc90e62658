"""Whom the office might ask onto a jury: experts on the call's concepts who agreed to judge (`society.concepts.experts`)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sextant.society.concepts.experts import Expert, experts_on
from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.mentioned import mentioned
from sextant.society.members.ties import ties_between
from sextant.work.calls import states
from sextant.work.calls.models import Call, Entry, Juror

SHOWN = 8


@dataclass(frozen=True)
class Proposed:
    """An expert with the reasons, and how many authors of entries they are tied to."""

    expert: Expert
    ties: int


def concepts_of(call: Call) -> list[Concept]:
    """The concepts that the call's title and topics name."""
    topics = [text for topic in call.topics.all() for text in (topic.title_ru, topic.title_en)]
    return mentioned([call.title_ru, call.title_en, *topics])[:10]


def proposed_jurors(call: Call, concepts: Sequence[Concept]) -> list[Proposed]:
    """The best experts on these concepts who are neither on the jury nor authors of an entry, those with the fewest ties to authors first among equals."""
    found = experts_on([one.code for one in concepts], "juror")
    asked = set(Juror.objects.filter(call=call, state__in=[states.INVITED, states.AGREED]).values_list("person", flat=True))
    authors = set(Entry.objects.filter(call=call).exclude(state__in=[states.DRAFT, states.WITHDRAWN]).values_list("person", flat=True))
    free = [one for one in found if one.person.pk not in asked | authors][: 3 * SHOWN]
    tied: dict[int, set[int]] = defaultdict(set)
    for tie in ties_between({one.person.pk for one in free}, authors):
        tied[tie.person].add(tie.other)
    ranked = sorted(free, key=lambda one: (-one.score, len(tied[one.person.pk]), one.person.pk))
    return [Proposed(one, len(tied[one.person.pk])) for one in ranked[:SHOWN]]
