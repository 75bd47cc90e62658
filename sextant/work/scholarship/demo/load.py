"""The demo's register: dissertations in every state, a double with its reason, suggested topics, experts; and taking it all away."""

from datetime import date, timedelta
from typing import Any

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.concepts.queries.mentioned import mentioned
from sextant.society.members.models import Organisation, Person, Section
from sextant.work.scholarship import states
from sextant.work.scholarship.actions.dissertations import move_dissertation, save_dissertation, say_author
from sextant.work.scholarship.actions.experts import Work, add_work, agree_profile, save_profile
from sextant.work.scholarship.actions.suggestions import offer_topic, save_rules
from sextant.work.scholarship.demo.words import DISSERTATIONS, DOUBLE, EXPERTS, SUGGESTIONS, WAITING_WORK
from sextant.work.scholarship.models import Dissertation, ExpertProfile, ExpertWork, RegisterRules, TopicSuggestion
from sextant.work.scholarship.named import Named

DEMO_MEMBER = "member@demo.example"
WAY = (states.APPROVED, states.IN_WORK, states.REVIEW, states.DEFENDED)
NOBODY: dict[str, Any] = {"by": None}


def _steps(state: str) -> tuple[str, ...]:
    """How a dissertation came to its state."""
    if state == states.PLANNED:
        return ()
    return (*WAY[:2], states.ABANDONED) if state == states.ABANDONED else WAY[: WAY.index(state) + 1]


def _register(
    row: dict[str, Any], school: Organisation, guide: Person, author: Person, today: date, suggestion: TopicSuggestion | None
) -> Dissertation:
    title_ru, title_en = row["title"]
    begun = today - timedelta(days=row.get("days", 60))
    made = save_dissertation(
        None,
        **NOBODY,
        today=begun,
        author=Named(author.full_name, author),
        supervisors=[(Named(guide.full_name, guide), "supervisor")],
        concepts=mentioned([title_ru, title_en])[:5],
        reason=row.get("reason", "Другой предмет"),
        suggestion=suggestion,
        title_ru=title_ru,
        title_en=title_en,
        school=school,
        degree=row.get("degree", "candidate"),
        is_public=not row.get("hidden"),
        is_demo=True,
    )
    steps = _steps(row.get("state", states.PLANNED))
    for place, target in enumerate(steps, 1):
        on = begun + timedelta(days=place * row["days"] // (len(steps) + 1))
        made = move_dissertation(made, target=target, on=on, today=today, words={states.KEEPER}, **NOBODY)
    return say_author(made, agreed=True, on=today, **NOBODY) if row.get("agreed") else made


def _list(row: dict[str, Any], person: Person, today: date) -> ExpertProfile:
    place = person.affiliations.select_related("organisation__region").first()
    about_ru, about_en = row["about"]
    organisation = place.organisation if place else None
    concepts = mentioned([about_ru, *(title for title, _ago in row["works"])])[:6]
    fields: dict[str, Any] = {f"is_{role}": True for role in row["roles"]}
    shown = {"organisation": organisation, "region": organisation.region if organisation else None, "about_ru": about_ru, "about_en": about_en}
    profile = save_profile(person, **NOBODY, concepts=concepts, **shown, **fields)
    for title, ago in row["works"]:
        add_work(profile, Work(title, today.year - ago, authors=(person.full_name,)), **NOBODY, concepts=mentioned([title]))
    return agree_profile(profile, agreed=True, today=today, **NOBODY)


def load(world: World) -> None:
    """Topics, suggestions and experts; the member of the demo is the last expert, with a work to confirm and a consent still to give."""
    today = world.today
    schools = list(Organisation.objects.filter(is_demo=True, kind=Organisation.Kind.LIS_SCHOOL).order_by("pk")[:3])
    schools = schools or list(Organisation.objects.filter(is_demo=True).order_by("pk")[:2])
    people = list(Person.objects.filter(is_demo=True, user=None, merged_into=None).order_by("pk").distinct()[: 2 * len(DISSERTATIONS) + 6])
    section = Section.objects.filter(is_demo=True, code="research").first()
    if section is not None and not RegisterRules.objects.exists():
        save_rules(section=section, **NOBODY)
    offered = [_offer(row, today) for row in SUGGESTIONS]
    for place, row in enumerate((*DISSERTATIONS, {**DOUBLE, "days": 60})):
        guide, author = people[place % 5], people[5 + place % (len(people) - 5)]
        _register(row, schools[place % len(schools)], guide, author, today, offered[0] if row.get("taken") else None)
    for row, person in zip(EXPERTS, people, strict=False):
        _list(row, person, today)
    member = world.left.get(DEMO_MEMBER)
    own = Person.objects.filter(user=member).first() if member is not None else None
    if own is not None:
        profile = save_profile(own, **NOBODY, concepts=mentioned(["Чтение"]), is_juror=True)
        title, ago = WAITING_WORK
        add_work(profile, Work(title, today.year - ago), **NOBODY, source=ExpertWork.Source.CORPUS, is_confirmed=False)


def _offer(row: dict[str, Any], today: date) -> TopicSuggestion:
    fields: dict[str, Any] = {"source": row["source"], "is_demo": True}
    for name in ("title", "why"):
        fields[f"{name}_ru"], fields[f"{name}_en"] = row[name]
    return offer_topic(today=today - timedelta(days=40), **NOBODY, concepts=mentioned(row["title"])[:5], **fields)


def remove() -> int:
    """Takes everything of the demo away."""
    TopicSuggestion.objects.filter(is_demo=True, taken_by__isnull=False).update(taken_by=None, state=states.OFFERED)
    rules = RegisterRules.objects.filter(section__is_demo=True).delete()[0]
    return rules + sum(kind.objects.filter(is_demo=True).delete()[0] for kind in (TopicSuggestion, Dissertation, ExpertProfile))


def register() -> None:
    registry.register("scholarship", 75, load, remove)
