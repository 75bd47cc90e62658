"""Small projects for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.models import Account
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.projects.actions.money import set_instalments, sign_agreement
from sextant.work.projects.actions.projects import join_team, move_project, save_milestone, save_project
from sextant.work.projects.models import Agreement, Milestone, Project, TeamMember


def today() -> date:
    return timezone.localdate()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def idea(code: str = "bus", **fields: Any) -> Project:
    """A project nobody has approved: a hundred days, of which fifty are over."""
    open_books()
    values = {"title_en": "A library bus", "starts_on": in_days(-49), "ends_on": in_days(50), "currency": "RUB", "code": code}
    return save_project(None, by=None, **{**values, **fields})


def running(code: str = "bus", *, user: Any = None, **fields: Any) -> Project:
    """A project that runs, managed by a user's person."""
    person = getattr(user, "person", None) or PersonFactory(user=user, **({"email": user.email} if user else {}))
    project = idea(code, manager=person, **fields)
    return move_project(move_project(project, "approved", by=None), "running", by=None)


def member_of(project: Project, user: Any = None, **fields: Any) -> TeamMember:
    person = PersonFactory(user=user, **({"email": user.email} if user else {}))
    return join_team(project, person=person, by=None, **fields)


def milestone_of(project: Project, days: int = 5, **fields: Any) -> Milestone:
    return save_milestone(None, project=project, by=None, **{"title_en": "The bus is fitted out", "due_on": in_days(days), **fields})


def agreed(project: Project, *parts: tuple[int, int], amount: int = 1_000_00) -> Agreement:
    """An agreement, and its instalments as (days from now, minor units)."""
    agreement = sign_agreement(project, funder="Fund", amount_minor=amount, signed_on=in_days(-40), by=None)
    return set_instalments(agreement, [(in_days(days), part) for days, part in parts], by=None)


def spend(project: Project, amount: int, use: str = "travel", days: int = -10) -> None:
    """Something the treasurer booked on the programme."""
    legs = [Leg(use, amount, general_fund(), project.programme), Leg("bank", -amount, general_fund())]
    write_entry(day=in_days(days), memo="Fuel", currency="RUB", legs=legs, by=None)


def bank() -> Account:
    return account_for("bank")
