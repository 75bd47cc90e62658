"""Which topics of the register a new one resembles."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from sextant.lab.topics import THRESHOLD, Likeness, Topic, keys_of, similar
from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.mentioned import mentioned
from sextant.work.scholarship.models import Dissertation, TopicKey
from sextant.work.scholarship.named import keys_of_authors

CANDIDATES = 300
"""Topics with the most keys in common that are compared; the lab's README has what that misses."""
SHOWN = 10


@dataclass(frozen=True)
class Asked:
    """A topic as it is being registered; `own` is the key of the dissertation itself once there is one."""

    titles: tuple[str, ...]
    concepts: tuple[Concept, ...] = ()
    supervisors: tuple[str, ...] = ()
    school: int | None = None
    own: int | None = None


@dataclass(frozen=True)
class Similar:
    """An earlier dissertation and how like it the new topic is."""

    dissertation: Dissertation
    likeness: Likeness

    @property
    def percent(self) -> int:
        return round(100 * self.likeness.score)

    @property
    def parts(self) -> dict[str, float]:
        """The parts of the score that are above nought."""
        return {name: value for name, value in self.likeness.parts.items() if value}


def _topic(dissertation: Dissertation, named: frozenset[str]) -> Topic:
    return Topic(
        str(dissertation.pk),
        dissertation.titles,
        frozenset(one.code for one in dissertation.concepts.all()),
        named,
        frozenset(keys_of_authors(one.name for one in dissertation.supervisions.all())),
        str(dissertation.school_id or ""),
    )


def candidates(asked: Asked, named: Sequence[Concept]) -> list[Dissertation]:
    """Those that share most beginnings of words, and those that have one of the concepts which the titles name: titles in the other language."""
    rows = TopicKey.objects.filter(key__in=keys_of(asked.titles)).exclude(dissertation=asked.own)
    counted = rows.values("dissertation").annotate(number=Count("pk")).order_by("-number", "-dissertation")[:CANDIDATES]
    keys = [row["dissertation"] for row in counted]
    if named:
        by_concept = Dissertation.objects.filter(concepts__in=[one.pk for one in named]).exclude(pk=asked.own or 0)
        keys += by_concept.order_by("-pk").values_list("pk", flat=True).distinct()[:CANDIDATES]
    return list(Dissertation.objects.with_all().defer("abstract_ru", "abstract_en").filter(pk__in=set(keys)))


def resembling(asked: Asked, at_least: float = THRESHOLD) -> list[Similar]:
    """Topics of the register in any state and either language that the new one resembles, the most like first. Whether the reader may see each is
    for the page to ask."""
    if not any(title.strip() for title in asked.titles):
        return []
    named = mentioned(asked.titles)
    earlier = candidates(asked, named)
    codes = frozenset(one.code for one in named)
    new = Topic(
        "", asked.titles, frozenset(one.code for one in asked.concepts), codes, frozenset(keys_of_authors(asked.supervisors)), str(asked.school or "")
    )
    topics = [_topic(one, frozenset(concept.code for concept in one.concepts.all()) if codes else frozenset()) for one in earlier]
    by_key = {str(one.pk): one for one in earlier}
    return [Similar(by_key[one.key], one) for one in similar(new, topics, at_least, SHOWN)]
