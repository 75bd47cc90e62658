"""What grants tell the agenda, each figure with its rows."""

from datetime import date
from typing import Any

import pytest

from sextant.base.measures.registry import ASSOCIATION, Figure, Period, Scope, measure
from sextant.society.grants import states
from sextant.society.grants.actions.ending import cancel_grant, withdraw_grant
from sextant.society.grants.models import GrantReport
from sextant.society.grants.tests.factories import in_days, promised, recorded, report_of, running, signed, today
from sextant.society.members.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def this_year():
    return Period(today().year, in_days(-60), in_days(60))


def asked(name: str, period: Period | None = None, scope: Scope = ASSOCIATION, **more: Any) -> Figure:
    found = measure(f"grants.{name}")
    assert found is not None
    return found.function(period or this_year(), scope, **more)


def rows_of(figure: Figure) -> list[list[Any]]:
    assert figure.source is not None
    return list(figure.source.records())


def test_awarded_are_those_of_which_something_remains() -> None:
    running(about=("x", "1"))
    cancel_grant(running(about=("x", "2")), reason="x", on=today(), by=None)
    withdraw_grant(signed(about=("x", "3")), reason="x", on=today(), by=None, who=states.RECIPIENT)
    recorded(amount_minor=1_500_00)
    number, amount = asked("awarded"), asked("awarded_amount")
    assert (number.value, amount.value, len(rows_of(number)), len(rows_of(amount))) == (3, 161.5, 3, 3)
    assert (asked("awarded", Period.of_year(1999)).value, asked("awarded_amount", currency="EUR").value) == (0, 0)
    assert (asked("awarded", scope=Scope("section", "1")).status, asked("paid_share").value) == ("not_collected", 75)


def test_reports_on_time_are_counted_of_those_whose_day_is_over() -> None:
    assert asked("reports_on_time").status == "missing"
    for place, (due, is_sent) in enumerate(((0, True), (-1, True), (-1, False), (9, False))):
        grant = running(about=("x", str(place)))
        GrantReport.objects.filter(grant=grant).update(due_on=in_days(due))
        if is_sent:
            report_of(grant)
    withdrawn = signed(about=("x", "9"))
    GrantReport.objects.filter(grant=withdrawn).update(due_on=in_days(-1))
    withdraw_grant(withdrawn, reason="x", on=today(), by=None, who=states.RECIPIENT)
    figure = asked("reports_on_time")
    assert (round(figure.value or 0, 1), len(rows_of(figure))) == (33.3, 3)


def test_the_young_are_those_up_to_35_on_the_day_of_the_award_and_no_row_names_them() -> None:
    award = in_days(-30)
    for place, born in enumerate((date(award.year - 20, 1, 1), date(1960, 1, 1), None)):
        promised(recipient=PersonFactory(family_name="Secretova", born_on=born), about=("x", str(place)))
    promised(about=("x", "9"))
    figure = asked("to_young")
    assert (round(figure.value or 0, 1), len(rows_of(figure)), figure.source is not None and figure.source.persons) == (33.3, 3, True)
    assert "Secretova" not in str(rows_of(figure)) + str(rows_of(asked("awarded")))


def test_thirty_five_is_young_and_thirty_six_is_not() -> None:
    award = date(2026, 3, 10)
    for place, born in enumerate((date(1990, 3, 11), date(1990, 3, 10))):
        promised(recipient=PersonFactory(born_on=born), about=("x", str(place)), awarded_on=award, instalments=[], report_due_on=None)
    assert asked("to_young", Period.of_year(2026)).value == 50
