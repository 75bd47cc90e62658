"""Two treasurers at one instalment, two houses at one award: paid once, promised once. Processes on PostgreSQL, threads on SQLite."""

import pytest
from django.core.exceptions import ValidationError

from sextant.society.grants.actions.changing import agree_to_change, ask_change
from sextant.society.grants.actions.ending import cancel_grant
from sextant.society.grants.actions.paying import pay_instalment
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.models import Grant, GrantInstalment
from sextant.society.grants.queries.invariants import trouble
from sextant.society.grants.tests.factories import signed, today
from sextant.society.ledger.models import Line
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.models import Organisation
from sextant.society.members.tests.factories import OrganisationFactory
from tests.at_once import all_at_once

WORKERS = 4
pytestmark = pytest.mark.django_db(transaction=True)


def _pay(pk: int) -> str:
    """Pays on a connection of its own; says how it ended."""
    try:
        pay_instalment(GrantInstalment.objects.select_related("grant").get(pk=pk), day=today(), by=None)
        return "paid"
    except ValidationError:
        return "refused"


def _promise(pk: int) -> str:
    values = {"title_ru": "Премия", "title_en": "Prize", "amount_minor": 5_000_00, "currency": "RUB", "awarded_on": today()}
    grant = promise_grant(about=("calls.award", "1"), recipient=Organisation.objects.get(pk=pk), kind="prize", by=None, **values)
    return grant.number


def _act(pk: int) -> str:
    """Odd keys pay the instalment, even ones cancel its grant."""
    part = GrantInstalment.objects.select_related("grant").get(pk=abs(pk))
    try:
        if pk > 0:
            pay_instalment(part, day=today(), by=None)
            return "paid"
        cancel_grant(part.grant, reason="x", on=today(), by=None)
        return "cancelled"
    except ValidationError:
        return "refused"


def test_two_treasurers_at_once_pay_an_instalment_once() -> None:
    first = signed().instalments.all()[0]
    ended = all_at_once(_pay, [first.pk] * 6, WORKERS)
    grant = Grant.objects.get()
    assert (ended.count("paid"), grant.paid_minor, Line.objects.filter(account__use="bank").count()) == (1, 60_000_00, 1)
    assert (trouble(), invariants()) == ([], [])


def test_an_award_that_is_told_many_times_at_once_is_promised_once() -> None:
    open_books()
    numbers = all_at_once(_promise, [OrganisationFactory().pk] * 6, WORKERS)
    assert (len(set(numbers)), Grant.objects.count(), trouble(), invariants()) == (1, 1, [], [])


def test_paying_and_cancelling_at_once_leave_the_books_in_order() -> None:
    first = signed().instalments.all()[0]
    ended = all_at_once(_act, [first.pk, -first.pk, first.pk, -first.pk], WORKERS)
    grant = Grant.objects.get()
    assert (ended.count("cancelled"), grant.left_minor, grant.paid_minor) == (1, 0, 60_000_00 if "paid" in ended else 0)
    assert (trouble(), invariants()) == ([], [])


def test_a_change_agreed_to_after_a_payment_never_goes_below_it() -> None:
    grant = signed()
    change = ask_change(grant, reason="x", on=today(), by=None, amount_minor=50_000_00)
    pay_instalment(grant.instalments.all()[0], day=today(), by=None)
    with pytest.raises(ValidationError, match="paid already"):
        agree_to_change(change, on=today(), by=None)
    assert (Grant.objects.get().amount_minor, trouble()) == (100_000_00, [])
