"""The register as a reader may see it: rows, names, numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from sextant.base.search.stems import words_of
from sextant.base.words.fields import in_language
from sextant.society.concepts.models import Concept
from sextant.work.scholarship import rules, states
from sextant.work.scholarship.models import Dissertation, Supervision, TopicSuggestion


def readable(user: Any) -> QuerySet[Dissertation]:
    """What this reader may see: what is public; all of it for who keeps the register; of the rest one's schools', one's own."""
    rows = Dissertation.objects.with_all()
    if rules.may_keep_register(user):
        return rows
    seen = Q(is_public=True) & ~Q(state=states.WITHDRAWN)
    if keys := rules.represented(user):
        seen |= Q(school__in=keys)
    person = rules.person_of(user)
    if person is not None:
        own = Supervision.objects.filter(person=person).values("dissertation")
        seen |= Q(author=person) | Q(pk__in=own)
    return rows.filter(seen)


def narrower_of(keys: Iterable[int]) -> set[int]:
    """Keys of these concepts and of everything narrower, however deep."""
    found, edge = set(), set(keys)
    below: dict[int, set[int]] = {}
    for child, parent in Concept.broader.through.objects.values_list("from_concept", "to_concept"):
        below.setdefault(parent, set()).add(child)
    while edge:
        found |= edge
        edge = set().union(*(below.get(one, set()) for one in edge)) - found
    return found


def wanted(user: Any, wish: Mapping[str, Any]) -> QuerySet[Dissertation]:
    """Readable dissertations that answer the filters: words of the topic, concept (narrower ones included), school, degree, state, year of its last step."""
    rows = readable(user)
    for word in words_of(str(wish.get("q") or ""))[:8]:
        rows = rows.filter(Q(title_ru__icontains=word) | Q(title_en__icontains=word) | Q(title_ru__icontains=word.capitalize()))
    for name in ("degree", "state", "school"):
        if wish.get(name):
            rows = rows.filter(**{name: wish[name]})
    if wish.get("year"):
        rows = rows.filter(since__year=wish["year"])
    if wish.get("concept"):
        rows = rows.filter(pk__in=Dissertation.concepts.through.objects.filter(concept__in=narrower_of([wish["concept"].pk])).values("dissertation"))
    return rows.order_by("-since", "-pk")


def kept_by(user: Any) -> QuerySet[Dissertation]:
    """What the user may move: of one's schools, and those one supervises; of all for who keeps the register."""
    if rules.may_keep_register(user):
        return Dissertation.objects.with_all()
    person = rules.person_of(user)
    own = Supervision.objects.filter(person=person).values("dissertation") if person is not None else []
    return Dissertation.objects.with_all().filter(Q(school__in=rules.represented(user)) | Q(pk__in=own))


@dataclass(frozen=True)
class Names:
    """The names that a reader may read beside a dissertation; `hidden` says that there are others."""

    author: str
    supervisors: tuple[str, ...]
    hidden: bool


def names_of(dissertation: Dissertation, *, everything: bool) -> Names:
    """The author and the supervisors: all of them where everything may be read, else those who agreed; after the defence all."""
    everything = everything or dissertation.is_published
    author = dissertation.author_name if everything or dissertation.author_agreed_on else ""
    guiding = list(dissertation.supervisions.all())
    supervisors = tuple(one.name for one in guiding if everything or one.agreed_on)
    return Names(author, supervisors, bool(dissertation.author_name) != bool(author) or len(supervisors) < len(guiding))


def with_names(user: Any, rows: Iterable[Dissertation]) -> list[tuple[Dissertation, Names]]:
    """Each dissertation with the names this reader may read, without a question for each row."""
    keeper = rules.may_keep_register(user)
    return [(one, names_of(one, everything=keeper or rules.sees_names(user, one))) for one in rows]


def free_topics() -> QuerySet[TopicSuggestion]:
    """Suggested topics that nobody has taken."""
    return TopicSuggestion.objects.filter(state=states.OFFERED).prefetch_related("concepts")


@dataclass(frozen=True)
class Counted:
    """The register in numbers. Withdrawn topics count nowhere; the others do, also those that are not public, except by concept: it would tell the topic."""

    registered: dict[int, int]
    defended: dict[int, int]
    states: dict[str, int]
    schools: list[tuple[str, int]]
    concepts: list[tuple[str, str, int]]


def counted(most: int = 15) -> Counted:
    """By year of registration and of defence, by state, by school and by concept, the most first."""
    rows = Dissertation.objects.exclude(state=states.WITHDRAWN).order_by()

    def by_year(name: str) -> dict[int, int]:
        years = rows.exclude(**{name: None}).annotate(year=ExtractYear(name)).values_list("year").annotate(number=Count("pk"))
        return dict(sorted(years))

    by_state = dict(rows.values_list("state").annotate(number=Count("pk")))
    schools = rows.filter(school__isnull=False).values("school__name_ru", "school__name_en", "school__short_name_ru", "school__short_name_en")
    named = [
        (
            in_language({"ru": row["school__short_name_ru"], "en": row["school__short_name_en"]})
            or in_language({"ru": row["school__name_ru"], "en": row["school__name_en"]}),
            row["number"],
        )
        for row in schools.annotate(number=Count("pk")).order_by("-number", "school__name_ru")[:most]
    ]
    shown = Q(dissertations__is_public=True) & ~Q(dissertations__state=states.WITHDRAWN)
    known = Concept.objects.annotate(number=Count("dissertations", filter=shown)).filter(number__gt=0)
    concepts = [(one.code, str(one), one.number) for one in known.order_by("-number", "code")[:most]]
    return Counted(by_year("registered_on"), by_year("defended_on"), {state: by_state.get(state, 0) for state in states.ORDER[:-1]}, named, concepts)
