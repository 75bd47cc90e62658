"""Invented findings, briefs, invitations, pilots and adoptions for tests, each made as a user would make it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.society.members.models import Affiliation, Organisation, Person
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory
from sextant.work.practice.actions.briefs import FIELDS, publish_brief, save_brief, submit_brief
from sextant.work.practice.actions.findings import accept_finding, save_finding
from sextant.work.practice.actions.invitations import answer_invitation, open_invitation, save_invitation
from sextant.work.practice.actions.outcomes import (
    approve_recommendation,
    confirm_adoption,
    declare_adoption,
    save_recommendation,
    submit_recommendation,
)
from sextant.work.practice.actions.pilots import agree_pilot, publish_pilot, report_outcome, save_protocol, start_pilot
from sextant.work.practice.models import Adoption, Brief, Finding, Invitation, Pilot, Recommendation

TODAY = timezone.localdate


def ago(days: int) -> Any:
    return TODAY() - timedelta(days=days)


def representative(user: User, **fields: Any) -> Organisation:
    """A library for which the user acts."""
    organisation = OrganisationFactory(**fields)
    person = Person.objects.filter(user=user).first() or PersonFactory(user=user, email=user.email)
    Affiliation.objects.create(person=person, organisation=organisation, is_representative=True)
    return organisation


def proposed(by: User | None = None, **fields: Any) -> Finding:
    """A finding of a work that came out 400 days ago."""
    given: dict[str, Any] = {
        "title_en": "Dropping fines brings debtors back",
        "title_ru": "Отмена штрафов возвращает должников",
        "said_en": "After fines were dropped, more readers returned overdue books.",
        "citation": "Reader A. On fines. Library Journal, 2024.",
        "authors": "Reader A.",
        "url": "https://journal.example.org/fines",
        "published_on": ago(400),
        **fields,
    }
    return save_finding(None, by=by, today=TODAY(), **given)


def accepted(by: User | None = None, on: Any = None, **fields: Any) -> Finding:
    return accept_finding(proposed(by, **fields), by=None, on=on or ago(300))


def draft(finding: Finding | None = None, by: User | None = None, **texts: str) -> Brief:
    """A complete draft in both languages."""
    given = {name: "Коротко и ясно." if name.endswith("_ru") else "Short and plain." for name in FIELDS} | {
        "title_en": "Fines away",
        "title_ru": "Без пени",
    }
    return save_brief(finding or accepted(), by=by, **{**given, **texts})


def briefed(author: User, keeper: User, finding: Finding | None = None, on: Any = None, **texts: str) -> Brief:
    return publish_brief(submit_brief(draft(finding, author, **texts), by=author), by=keeper, on=on or ago(250))


def invitation(author: User, keeper: User, finding: Finding | None = None, **values: Any) -> Invitation:
    """A draft of an invitation on a published brief."""
    brief = briefed(author, keeper, finding)
    given: dict[str, Any] = {"places": 3, "open_until": TODAY() + timedelta(days=20), "asks_en": "Measure before and after.", **values}
    return save_invitation(brief.finding, by=keeper, today=TODAY(), **given)


def opened(author: User, keeper: User, finding: Finding | None = None, **values: Any) -> Invitation:
    return open_invitation(invitation(author, keeper, finding, **values), by=keeper, on=ago(200))


PROTOCOL: dict[str, Any] = {
    "steps_en": "Measure, change, measure.",
    "indicator_en": "Debtors who came back",
    "unit_en": "people",
    "baseline": Decimal(40),
    "target": Decimal(50),
    "method_en": "Counted from the lending log.",
    "ethics_en": "Numbers only.",
}


def planned(call: Invitation, library: Organisation, keeper: User) -> Pilot:
    """A pilot agreed with a library that said yes."""
    answer = answer_invitation(call, library, state="yes", may_be_named=True, by=None, today=TODAY())
    return agree_pilot(answer, by=keeper, on=TODAY())


def running(call: Invitation, library: Organisation, keeper: User, on: Any = None, **protocol: Any) -> Pilot:
    day = on or ago(100)
    values = {**PROTOCOL, "planned_start": day, "planned_end": day + timedelta(days=60), **protocol}
    return start_pilot(save_protocol(planned(call, library, keeper), by=keeper, **values), on=day, by=keeper)


def reported(call: Invitation, library: Organisation, keeper: User, **values: Any) -> Pilot:
    given: dict[str, Any] = {
        "before": Decimal(40),
        "after": Decimal(50),
        "sample": 120,
        "verdict": "worked",
        "reasons_en": "It held all the time.",
        **values,
    }
    return report_outcome(running(call, library, keeper), ended_on=ago(20), by=keeper, **given)


def finished(call: Invitation, library: Organisation, keeper: User, other: User, **values: Any) -> Pilot:
    return publish_pilot(reported(call, library, keeper, **values), by=other, on=ago(10))


def recommended(finding: Finding, keeper: User, other: User, **values: Any) -> Recommendation:
    given = {"verdict": "adopt", "text_en": "Drop fines.", "few_en": "It is cheap.", **values}
    return approve_recommendation(submit_recommendation(save_recommendation(finding, by=keeper, **given), by=keeper), by=other, on=TODAY())


def adopted(finding: Finding, organisation: Organisation, keeper: User, on: Any = None) -> Adoption:
    made = declare_adoption(finding, organisation, adopted_on=on or ago(5), adaptation="", by=None, today=TODAY())
    return confirm_adoption(made, by=keeper, on=TODAY())
