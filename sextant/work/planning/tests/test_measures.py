"""What the agenda may ask: libraries with a plan in force, and how much of the gap was covered; and what waits."""

import pytest

from sextant.base.measures.registry import ASSOCIATION, Period, Scope
from sextant.work.planning.actions.applications import add_step, move_application, win_application
from sextant.work.planning.actions.content import set_secured
from sextant.work.planning.actions.plans import adopt_plan
from sextant.work.planning.measures import gap_covered, plans_adopted, waiting_for
from sextant.work.planning.tests.factories import asked, director_of, drafted, in_days, initiative_of, year

pytestmark = pytest.mark.django_db


def adopted(**fields):
    plan = drafted(**fields)
    initiative_of(plan, {plan.first_year: 500_000_00})
    adopt_plan(plan, by=None)
    plan.refresh_from_db()
    return plan


def test_only_plans_in_force_of_organisations_count_and_open_to_rows() -> None:
    plan = adopted()
    adopted(library=False)
    drafted()
    figure = plans_adopted(Period.of_year(year()), ASSOCIATION)
    assert (figure.value, [record[0] for record in figure.source.records()]) == (1.0, [plan.organisation.name])
    assert plans_adopted(Period.of_year(year() + 9), ASSOCIATION).value == 0.0
    assert plans_adopted(Period.of_year(year()), Scope("organisation", str(plan.organisation_id + 999))).value == 0.0


def test_the_share_of_the_gap_that_won_money_covers() -> None:
    plan = adopted()
    set_secured(plan, source="Founder", kind="founder", amounts={year(): 100_000_00}, by=None)
    win_application(move_application(asked(plan), "submitted", by=None), amounts={year(): 100_000_00}, by=None, on=in_days(0))
    figure = gap_covered(Period.of_year(year()), ASSOCIATION)
    assert (figure.value, next(record[2:] for record in figure.source.records())[1:]) == (25.0, [400_000, 100_000])


def test_where_nothing_lacks_the_share_is_missing_and_says_why() -> None:
    figure = gap_covered(Period.of_year(year()), ASSOCIATION)
    assert (figure.value, figure.status) == (None, "missing")


def test_what_is_due_in_fourteen_days_waits_for_those_who_write_the_plan(make_user) -> None:
    plan = drafted()
    director, other = director_of(plan.organisation, make_user()), make_user("secretary")
    row = asked(plan, due_on=in_days(5))
    add_step(row, title="Letters of support", due_on=in_days(2), by=None)
    add_step(row, title="Much later", due_on=in_days(90), by=None)
    assert sorted(str(task.title) for task in waiting_for(director)) == ["Apply: Books for families", "Letters of support (Books for families)"]
    assert list(waiting_for(other)) == []
