"""What paid services tell the agenda, what waits for the office, and the demo."""

from datetime import timedelta

import pytest

from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.members.tests.factories import OrganisationFactory, active
from sextant.work.paid_services.actions.acts import take_back_act
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.tests.factories import TODAY, accepted, act_of, make_service, sent, signed

pytestmark = pytest.mark.django_db


def asked(name, scope=ASSOCIATION, year=None):
    return measure(f"paid_services.{name}").function(Period.of_year(year or TODAY().year), scope)


def test_income_is_what_acts_booked_less_what_was_taken_back_and_opens_to_its_lines():
    accepted(signed(advance_percent=30))
    again = accepted(signed(service=make_service("b"), advance_percent=30))
    sent(service=make_service("c"))
    two = asked("income")
    lines_of_two = len(list(two.source.records()))
    take_back_act(again, reason="a mistake", on=TODAY(), by=None)
    one = asked("income")
    assert (two.value, lines_of_two, one.value, len(list(one.source.records()))) == (20, 4, 10, 6)
    assert {record[3] for record in one.source.records()} == {"4300"}
    assert asked("income", year=2001).value == 0


def test_contracts_fulfilled_on_time_are_counted_of_those_whose_days_are_over():
    day = TODAY() - timedelta(days=1)
    timely, late, _running = (signed(service=make_service(code), since=day, until=TODAY()) for code in "abc")
    Contract.objects.filter(pk=_running.pk).update(until=TODAY() + timedelta(days=400))
    accepted(timely)
    figure = asked("on_time")
    assert (figure.value, [record[0] for record in figure.source.records()]) == (50, [timely.shown_number, late.shown_number])
    assert asked("on_time", year=2001).status == "missing"


def test_members_are_counted_once_however_many_contracts_they_have():
    library = OrganisationFactory()
    active(on=TODAY(), organisation=library)
    for code in "ab":
        signed(service=make_service(code), organisation=library, customer="")
    signed(service=make_service("c"))
    figure = asked("members_share")
    assert (figure.value, len(list(figure.source.records()))) == (50, 3)
    assert asked("members_share", scope=Scope("section", "1")).status == "not_collected"


def test_late_acts_and_ending_contracts_wait_for_the_office_alone(make_user):
    contract = signed(until=TODAY() + timedelta(days=3))
    act = act_of(contract)
    Act.objects.filter(pk=act.pk).update(sent_on=TODAY() - timedelta(days=6))
    titles = [str(task.title) for task in tasks_of(make_user("secretary")) if str(task.group) == "Services"]
    number = contract.shown_number
    assert sorted(titles) == [f"Contract {number} ends, and not everything is accepted", f"No answer to act {act.shown_number} yet: Library No. 1"]
    assert [task for task in tasks_of(make_user("treasurer")) if str(task.group) == "Services"] == []
