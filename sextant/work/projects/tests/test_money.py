"""A project's money: budget and books side by side, instalments that come in, hours that cost."""

import pytest
from django.core.exceptions import ValidationError

from sextant.society.ledger.actions.expected import assign_payment, unassign_payment
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Fund, Line
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.projects.actions.money import (
    INSTALMENT,
    add_budget_line,
    book_hours,
    receive_instalment,
    set_instalments,
    sign_agreement,
    write_hours,
)
from sextant.work.projects.claims import asked, open_claims
from sextant.work.projects.queries.money import costs_of, forecast_of, lines_of, totals
from sextant.work.projects.tests.factories import agreed, bank, idea, in_days, member_of, running, spend, today

pytestmark = pytest.mark.django_db


def planned(project, amount: int, use: str = "travel") -> None:
    add_budget_line(project, year=today().year, account=account_for(use), fund=general_fund(), amount_minor=amount, by=None)


def test_costs_are_the_lines_of_the_programme_beside_the_budget() -> None:
    project, other = running(), running("other")
    planned(project, 500_00)
    spend(project, 120_00)
    spend(project, 30_00, use="office")
    spend(other, 999_00)
    assert [(cost.account.use, cost.planned, cost.spent, cost.left) for cost in costs_of(project)] == [
        ("travel", 500_00, 120_00, 380_00),
        ("office", 0, 30_00, -30_00),
    ]
    assert totals(costs_of(project)) == (500_00, sum(line.amount_minor for line in lines_of(project)))


def test_the_forecast_is_a_straight_line_over_the_days() -> None:
    project = running()
    assert forecast_of(project, 100_00, 100_00, today()).expected == 200_00
    assert forecast_of(project, 100_00, 100_00, today()).over == 100_00
    assert forecast_of(project, 100_00, 60_00, in_days(999)).expected == 60_00
    assert forecast_of(project, 100_00, 0, in_days(-999)).expected is None


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"amount_minor": 0}, "above zero"), ({"year": 1999}, "year of the project"), ({"use": "bank"}, "expenses")]
)
def test_a_budget_line_is_an_expense_of_a_year_of_the_project(fields, sentence: str) -> None:
    given = {"year": today().year, "amount_minor": 5, "use": "travel"} | fields
    project = running()
    with pytest.raises(ValidationError, match=sentence):
        add_budget_line(project, account=account_for(given.pop("use")), fund=general_fund(), by=None, **given)


def test_before_approval_no_money_is_kept() -> None:
    with pytest.raises(ValidationError, match="not approved yet"):
        sign_agreement(idea(), funder="Fund", amount_minor=1, signed_on=today(), by=None)


def test_an_agreement_opens_a_restricted_fund_and_its_instalments_never_exceed_it() -> None:
    agreement = agreed(running(), (-5, 600_00), (5, 400_00))
    assert (agreement.fund.restriction, agreement.fund.giver, Fund.objects.count()) == ("restricted", "Fund", 2)
    with pytest.raises(ValidationError, match="more than the agreement"):
        set_instalments(agreement, [(today(), 1_000_01)], by=None)


def test_an_instalment_that_came_is_income_of_its_fund_and_programme() -> None:
    project = running()
    agreement = agreed(project, (-5, 600_00))
    one = agreement.instalments.get()
    payment = receive_instalment(one, day=today(), account=bank(), reference="order 7", by=None)
    one.refresh_from_db()
    line = Line.objects.get(account__use="grants")
    assert (payment.trouble, one.received_on, one.payment) == ("", today(), payment)
    assert (line.amount_minor, line.fund, line.programme, invariants()) == (-600_00, agreement.fund, project.programme, [])
    with pytest.raises(ValidationError, match="received already"):
        receive_instalment(one, day=today(), account=bank(), reference="order 7", by=None)


def test_a_statement_finds_what_is_awaited_and_another_amount_is_left_free() -> None:
    agreement = agreed(running(), (-5, 600_00), (30, 400_00))
    first = agreement.instalments.all()[0]
    claim = next(one for one in open_claims("RUB") if one.about_id == str(first.pk))
    assert (claim.reference, claim.amount_minor, claim.fund, len(list(open_claims("EUR")))) == (first.reference, 600_00, agreement.fund, 0)
    payment = receive_payment(day=today(), amount_minor=599_00, currency="RUB", account=bank(), reference="1", key="statement:1", by=None)
    payment = assign_payment(payment, INSTALMENT, str(first.pk), on=today(), by=None)
    first.refresh_from_db()
    assert (first.received_on, payment.free_minor, "not that of the instalment" in payment.trouble) == (None, 599_00, True)


def test_a_payment_taken_off_makes_the_instalment_awaited_again() -> None:
    one = agreed(running(), (-5, 600_00)).instalments.get()
    payment = receive_instalment(one, day=today(), account=bank(), reference="order 7", by=None)
    unassign_payment(payment, on=today(), by=None)
    one.refresh_from_db()
    assert (one.received_on, one.payment, asked(str(one.pk)).settled, invariants()) == (None, None, False, [])


def test_hours_of_a_day_are_written_over_and_nought_takes_them_away() -> None:
    member = member_of(running())
    write_hours(member, day=today(), minutes=90, by=None)
    write_hours(member, day=today(), minutes=120, by=None)
    assert [one.minutes for one in member.hours.all()] == [120]
    assert write_hours(member, day=today(), minutes=0, by=None) is None
    assert member.hours.count() == 0
    with pytest.raises(ValidationError, match="days that have come"):
        write_hours(member, day=in_days(1), minutes=5, by=None)


def test_only_hours_with_a_rate_are_booked_once_and_salaries_stay_the_same() -> None:
    project = running()
    paid, unpaid = member_of(project, rate_minor=100_00), member_of(project)
    for member in (paid, unpaid):
        write_hours(member, day=in_days(-2), minutes=90, by=None)
    assert book_hours(project, until=today(), by=None) == 1
    salaries = Line.objects.filter(account__use="salaries")
    assert (sum(line.amount_minor for line in salaries), [line.amount_minor for line in salaries.filter(programme=project.programme)]) == (
        0,
        [150_00],
    )
    with pytest.raises(ValidationError, match="no hours with a rate"):
        book_hours(project, until=today(), by=None)
    with pytest.raises(ValidationError, match="are booked"):
        write_hours(paid, day=in_days(-2), minutes=5, by=None)
