"""Two plans, some thirty calls, earlier grants, and a pipeline of applications; and taking them away again."""

from datetime import date, timedelta
from random import Random
from typing import Any

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World
from sextant.society.agenda.models import Guideline
from sextant.society.ledger.models import Fund, Programme
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.work.planning.actions import applications as asking
from sextant.work.planning.actions.content import report_values, save_goal, save_indicator, save_initiative, set_costs, set_secured
from sextant.work.planning.actions.plans import adopt_plan, begin_revision, make_plan, move_plan, show_plan
from sextant.work.planning.actions.searches import save_search
from sextant.work.planning.demo.calls import load_calls, read
from sextant.work.planning.models import Application, Call, CallImport, PastGrant, Plan, PlanInitiative, SavedSearch

GROWTH = (100, 104, 109)


def load(world: World) -> None:
    """Everything hangs on the demo's libraries; without them there is only the association's plan."""
    chance, today = Random(world.chance.random()), world.today
    load_calls(chance, today)
    plans = [_plan(given, _library(world), today) for given in read("demo_plan.toml")["plan"]]
    for plan in plans:
        if plan is not None:
            _pipeline(plan, chance, today)
    _search()


def _library(world: World) -> Organisation | None:
    """The first member library; the demo member acts for it, so that its plan can be written with that log-in."""
    members = [one for one in world.left.get("others", []) if one.is_library]
    libraries: list[Organisation] = [*members, *world.left.get("libraries", [])]
    if not libraries:
        return None
    member = Person.objects.filter(user__email="member@demo.example", user__is_demo=True).first()
    if member is not None:
        values: dict[str, Any] = {"person": member, "organisation": libraries[0], "position_ru": "Директор", "position_en": "Director"}
        Affiliation.objects.update_or_create(**values, defaults={"is_representative": True})
    return libraries[0]


def _plan(given: dict[str, Any], library: Organisation | None, today: date) -> Plan | None:
    """A plan of three years that began last year, adopted, published and being carried out; one is being revised."""
    if given["owner"] == "library" and library is None:
        return None
    texts = {name: given[name] for name in ("title_ru", "title_en", "about_ru", "about_en", "legal_form")}
    years: dict[str, Any] = {"first_year": today.year - 1, "last_year": today.year + 1}
    owner = library if given["owner"] == "library" else None
    plan = make_plan(by=None, is_demo=True, organisation=owner, cofunding_minor=given["cofunding"] * 100, **texts, **years)
    for said in given["goal"]:
        _goal(plan, said)
    for kind, source, amount in given["secured"]:
        set_secured(plan, source=source, kind=kind, amounts=_spread(plan, amount), by=None)
    adopt_plan(plan, by=None, on=date(today.year - 1, 1, 20), note="")
    plan.refresh_from_db()
    show_plan(plan, is_public=True, by=None)
    move_plan(plan, "running", by=None)
    if owner is None:
        _second_version(plan, today)
    return plan


def _spread(plan: Plan, amount: int) -> dict[int, int]:
    """An amount for every year, a little more each, in minor units."""
    return {year: amount * growth for year, growth in zip(plan.years, GROWTH, strict=False)}


def _goal(plan: Plan, said: dict[str, Any]) -> None:
    texts = {name: said[name] for name in ("title_ru", "title_en")}
    guideline = None
    if "guideline" in said:
        direction, number = said["guideline"].split(".")
        guideline = Guideline.objects.filter(direction__agenda__is_current=True, direction__code=direction, number=int(number)).first()
    goal = save_goal(None, plan=plan, by=None, guideline=guideline, **texts)
    for one in said["initiative"]:
        values = {name: one[name] for name in ("title_ru", "title_en", "about_ru", "about_en", "themes") if name in one}
        initiative = save_initiative(None, goal=goal, by=None, **values)
        for what, amount in one["costs"]:
            set_costs(initiative, what=what, amounts=_spread(plan, amount), by=None)
    for one in said["indicator"]:
        values = {name: one[name] for name in ("title_ru", "title_en", "unit_ru", "unit_en", "measure") if name in one}
        indicator = save_indicator(None, goal=goal, by=None, targets=dict(zip(plan.years, one["targets"], strict=False)), **values)
        if "actual" in one:
            report_values(indicator, dict(zip(plan.years, one["actual"], strict=False)), by=None)


def _second_version(plan: Plan, today: date) -> None:
    begin_revision(plan, by=None)
    first = PlanInitiative.objects.filter(goal__plan=plan).first()
    assert first is not None
    save_initiative(
        first, goal=first.goal, by=None, about_ru="С этого года — и для школьных библиотек.", about_en="From this year for school libraries too."
    )
    set_costs(first, what="Методист", amounts={today.year: 320_000_00, today.year + 1: 340_000_00}, by=None)
    adopt_plan(plan, by=None, on=date(today.year, 1, 25), note="Решение правления, протокол № 2")


def _pipeline(plan: Plan, chance: Random, today: date) -> None:
    """Applications in every state, with tasks."""
    goals = list(PlanInitiative.objects.filter(goal__plan=plan))
    funders = read("demo_calls.toml")["funders"]
    wanted = ("prospect", "prospect", "letter", "submitted", "submitted", "lost", "won", "reporting")
    for number, state in enumerate(wanted):
        initiative = goals[number % len(goals)]
        values = {
            "title": initiative.title,
            "funder": funders[number % len(funders)],
            "initiative": initiative,
            "asked_minor": chance.randrange(2, 9) * 100_000_00,
        }
        due = today + timedelta(days=chance.randrange(3, 90))
        row = asking.save_application(None, plan=plan, by=None, is_demo=True, year=plan.first_year + 1, due_on=due, **values)
        asking.add_step(row, title="Собрать письма поддержки", due_on=due - timedelta(days=2), by=None)
        _carry(row, state, today)


def _carry(row: Application, state: str, today: date) -> None:
    if state in ("letter", "submitted", "lost", "won", "reporting"):
        row = asking.move_application(row, "letter", by=None)
    if state in ("submitted", "lost", "won", "reporting"):
        row = asking.move_application(row, "submitted", by=None, on=today - timedelta(days=50))
    if state == "lost":
        asking.move_application(row, "lost", by=None, on=today - timedelta(days=5))
    if state in ("won", "reporting"):
        report = today + timedelta(days=40)
        row = asking.win_application(row, amounts={row.year: row.asked_minor}, by=None, on=today - timedelta(days=10), report_due_on=report)
    if state == "reporting":
        asking.move_application(row, "reporting", by=None)


def _search() -> None:
    user = User.objects.filter(is_demo=True, email__startswith="secretary@").first()
    if user is not None:
        search = save_search(None, user=user, title="Чтение и дети", any_words="чтение, дети", no_words="волонтёры", by_letter=False)
        SavedSearch.objects.filter(pk=search.pk).update(is_demo=True)


def remove() -> int:
    """Takes the demo's plans, calls and applications away, and the funds that were opened for won money."""
    demo = {"is_demo": True}
    keys = list(Application.objects.filter(**demo).values_list("pk", flat=True))
    gone = Application.objects.filter(**demo).delete()[0]
    gone += Plan.objects.filter(**demo).delete()[0]
    for model in (SavedSearch, Call, PastGrant, CallImport):
        gone += model.objects.filter(**demo).delete()[0]
    codes = [f"grant-{key}" for key in keys]
    gone += Programme.objects.filter(code__in=codes, lines=None, budget=None).delete()[0]
    gone += Fund.objects.filter(code__in=codes, lines=None, budget=None).delete()[0]
    return gone
