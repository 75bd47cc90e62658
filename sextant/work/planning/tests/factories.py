"""Small plans, calls and applications for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.lab.funding.calls import FundingCall
from sextant.society.members.models import Organisation
from sextant.society.members.tests.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from sextant.work.planning.actions.applications import save_application
from sextant.work.planning.actions.calls import save_call
from sextant.work.planning.actions.content import save_goal, save_indicator, save_initiative, set_costs
from sextant.work.planning.actions.plans import make_plan
from sextant.work.planning.models import Application, Call, Plan, PlanInitiative

HEADER = "Number;Call;Funder;Countries;Regions;Legal forms;Applicants;Themes;From;To;Currency;Co-funding;Opens;Closes;Link;Description"


def year() -> int:
    return timezone.localdate().year


def director_of(library: Organisation, user: Any) -> Any:
    """Lets a user act for a library."""
    AffiliationFactory(person=PersonFactory(user=user, email=user.email), organisation=library, is_representative=True)
    return user


def drafted(organisation: Organisation | None = None, *, library: bool = True, **fields: Any) -> Plan:
    """A draft of three years of a library (of the association with `library=False`)."""
    owner = organisation or (OrganisationFactory() if library else None)
    values = {"title_en": "A library nearby", "first_year": year(), "last_year": year() + 2, "legal_form": "public institution"}
    return make_plan(by=None, organisation=owner, **{**values, **fields})


def initiative_of(plan: Plan, amounts: dict[int, int] | None = None, **fields: Any) -> PlanInitiative:
    """A goal with one initiative that costs something, and one indicator."""
    goal = save_goal(None, plan=plan, by=None, title_en="Children read")
    values = {"title_en": "Family reading programme", "themes": "reading, children"}
    made = save_initiative(None, goal=goal, by=None, **{**values, **fields})
    save_indicator(None, goal=goal, by=None, title_en="Families", targets={plan.first_year: 100.0})
    set_costs(made, what="Books", amounts=amounts or {plan.first_year: 500_000_00}, by=None)
    return made


def funding_call(**fields: Any) -> FundingCall:
    """A call that a library of Russia may answer, closing in sixty days."""
    today = timezone.localdate()
    given: dict[str, Any] = {
        "id": "c1",
        "source": "by hand",
        "title": "Reading grants",
        "funder": "Fund",
        "countries": ("RU",),
        "themes": ("reading", "children"),
        "award_min": 100_000_00,
        "award_max": 1_000_000_00,
        "currency": "RUB",
        "closes_on": today + timedelta(days=60),
        "text": "Family reading programmes in libraries",
    }
    return FundingCall(**(given | fields))


def registered(by: Any = None, **fields: Any) -> Call:
    return save_call(None, funding_call(**fields), by=by)


def asked(plan: Plan, **fields: Any) -> Application:
    values = {"title": "Books for families", "funder": "Fund", "asked_minor": 300_000_00, "year": plan.first_year}
    return save_application(None, plan=plan, by=None, **{**values, **fields})


def row_of(number: str, **cells: str) -> str:
    """A line of the table of calls with English headings."""
    given = {"Number": number, "Call": f"Call {number}", "Countries": "RU", "From": "1000", "To": "500000", "Currency": "RUB"} | cells
    return ";".join(given.get(name, "") for name in HEADER.split(";"))


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
