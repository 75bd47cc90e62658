"""Small grants for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from sextant.society.grants import states
from sextant.society.grants.actions.agreeing import send_agreement, sign_agreement
from sextant.society.grants.actions.clauses import ensure_clauses
from sextant.society.grants.actions.paying import pay_instalment
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.actions.registering import save_grant
from sextant.society.grants.actions.reporting import accept_report, send_report, write_report
from sextant.society.grants.models import Grant, GrantReport
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.tests.factories import OrganisationFactory, PersonFactory

PDF = b"%PDF-1.7 paper"


def today() -> date:
    return timezone.localdate()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def promised(**fields: Any) -> Grant:
    """A project grant of 100,000: 60,000 on signing, 40,000 after the report."""
    open_books()
    ensure_clauses()
    values: dict[str, Any] = {
        "recipient": None,
        "kind": "project",
        "title_ru": "Школа чтения",
        "title_en": "School of reading",
        "amount_minor": 100_000_00,
        "currency": "RUB",
        "awarded_on": in_days(-30),
        "starts_on": in_days(-20),
        "ends_on": in_days(60),
        "instalments": [(60_000_00, in_days(-10), "signing"), (40_000_00, in_days(70), "report")],
        "report_due_on": in_days(65),
        "by": None,
        **fields,
    }
    values["recipient"] = values["recipient"] or OrganisationFactory()
    return promise_grant(**values)


def sent(**fields: Any) -> Grant:
    return send_agreement(promised(**fields), on=in_days(-25), by=None)


def signed(**fields: Any) -> Grant:
    return sign_agreement(sent(**fields), name="Ann Reader", on=in_days(-20), by=None, who=states.RECIPIENT, details="40817810000000000001")


def running(**fields: Any) -> Grant:
    """The same with its first instalment paid."""
    grant = signed(**fields)
    pay_instalment(grant.instalments.all()[0], day=in_days(-10), by=None)
    grant.refresh_from_db()
    return grant


def report_of(grant: Grant, **spent: tuple[int, str]) -> GrantReport:
    """The report of a grant, sent today."""
    report = grant.reports.get()
    said = {line.pk: (line.amount_minor, "") for line in grant.budget.all()}
    write_report(report, narrative="Forty readers came.", spent=said, by=None)
    return send_report(report, on=today(), by=None, who=states.RECIPIENT)


def reported(grant: Grant) -> GrantReport:
    return accept_report(report_of(grant), on=today(), by=None)


def to_person(user: Any = None, **fields: Any) -> Grant:
    """A grant to a person, perhaps one with a log-in."""
    person = PersonFactory(user=user, **({"email": user.email} if user else {}))
    return promised(recipient=person, **fields)


def recorded(number: str = "1", **fields: Any) -> Grant:
    """A grant that is only described in the register."""
    values: dict[str, Any] = {"title_en": "Books", "description_en": "Books for a village.", "amount_minor": 1500_50, "awarded_on": in_days(-9)}
    if "person" not in fields:
        values |= {"organisation": OrganisationFactory(), "recipient_id": "RU-INN-7700000001"}
    return save_grant(None, by=None, number=number, currency="RUB", **{**values, **fields})
