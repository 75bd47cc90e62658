"""A plan from draft to the next version; what is adopted stays as it was."""

import pytest
from django.core.exceptions import ValidationError

from sextant.base.audit.models import Entry
from sextant.work.planning.actions.content import save_goal, save_initiative, set_costs, set_secured
from sextant.work.planning.actions.plans import adopt_plan, begin_revision, discard_plan, edit_plan, make_plan, move_plan, show_plan
from sextant.work.planning.models import Plan
from sextant.work.planning.queries.content import content_of, fingerprint_of
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.tests.factories import asked, drafted, initiative_of, year

pytestmark = pytest.mark.django_db


def fresh(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def test_a_plan_from_the_template_has_four_goals_each_ready_to_be_adopted() -> None:
    plan = drafted(from_template=True)
    assert [(goal.initiatives.count(), goal.indicators.count()) for goal in plan.goals.all()] == [(1, 1)] * 4
    assert adopt_plan(plan, by=None).number == 1


def test_an_adopted_version_is_frozen_and_its_fingerprint_proves_it() -> None:
    plan = drafted()
    initiative_of(plan)
    version = adopt_plan(plan, by=None, note="Minutes 3")
    assert (fresh(plan).state, version.number, version.changes) == ("adopted", 1, [])
    assert version.fingerprint == fingerprint_of(content_of(plan)) == fingerprint_of(version.content)


def test_what_is_adopted_is_not_written_into() -> None:
    plan = drafted()
    initiative = initiative_of(plan)
    adopt_plan(plan, by=None)
    frozen = fresh(plan)
    with pytest.raises(ValidationError, match="adopted and frozen"):
        save_goal(None, plan=frozen, by=None, title_en="Another")
    initiative.goal.plan = frozen
    with pytest.raises(ValidationError, match="adopted and frozen"):
        set_costs(initiative, what="Books", amounts={plan.first_year: 1}, by=None)


def test_the_next_version_says_what_changed_and_readers_keep_the_first_until_then() -> None:
    plan = drafted()
    initiative = initiative_of(plan)
    first = adopt_plan(plan, by=None)
    plan = begin_revision(fresh(plan), by=None)
    initiative.goal.plan = plan
    save_initiative(initiative, goal=initiative.goal, by=None, title_en="Reading for all families")
    save_goal(None, plan=plan, by=None, title_en="A goal that is taken back").delete()
    assert plan.versions.first() == first
    second = adopt_plan(plan, by=None)
    assert [(change["what"], change["kind"], change["title_en"], change["fields"]) for change in second.changes] == [
        ("changed", "initiative", "Reading for all families", ["title_en"])
    ]
    assert (second.number, first.content["goals"][0]["initiatives"][0]["title_en"]) == (2, "Family reading programme")


def test_a_version_without_changes_is_refused() -> None:
    plan = drafted()
    initiative_of(plan)
    adopt_plan(plan, by=None)
    with pytest.raises(ValidationError, match="Nothing has changed"):
        adopt_plan(begin_revision(fresh(plan), by=None), by=None)


@pytest.mark.parametrize("has_goal", [False, True])
def test_an_unfinished_plan_is_not_adopted(has_goal: bool) -> None:
    plan = drafted()
    if has_goal:
        save_goal(None, plan=plan, by=None, title_en="Alone")
    with pytest.raises(ValidationError, match=r"no goals yet|needs at least one initiative"):
        adopt_plan(plan, by=None)


def test_a_plan_has_one_owner_and_at_most_fifteen_years() -> None:
    with pytest.raises(ValidationError, match="fifteen years"):
        make_plan(by=None, title_en="Long", first_year=2020, last_year=2040)
    with pytest.raises(ValidationError, match="before the first"):
        make_plan(by=None, title_en="Back", first_year=2026, last_year=2025)


def test_years_that_would_lose_amounts_are_refused() -> None:
    plan = drafted()
    initiative_of(plan, {plan.last_year: 100})
    with pytest.raises(ValidationError, match="amounts outside"):
        edit_plan(plan, by=None, last_year=plan.first_year)


def test_only_an_adopted_plan_is_published() -> None:
    plan = drafted()
    with pytest.raises(ValidationError, match="Adopt it first"):
        show_plan(plan, is_public=True, by=None)
    initiative_of(plan)
    adopt_plan(plan, by=None)
    assert show_plan(fresh(plan), is_public=True, by=None).is_public


def test_states_follow_the_table() -> None:
    plan = drafted()
    initiative_of(plan)
    with pytest.raises(ValidationError, match="does not follow"):
        move_plan(plan, "closed", by=None)
    adopt_plan(plan, by=None)
    assert move_plan(move_plan(fresh(plan), "running", by=None), "closed", by=None).state == "closed"


def test_a_draft_can_be_taken_away_but_not_when_money_was_asked_for_it() -> None:
    plan, other = drafted(), drafted()
    discard_plan(plan, by=None)
    assert not Plan.objects.filter(pk=plan.pk).exists()
    asked(other)
    with pytest.raises(ValidationError, match="close it instead"):
        discard_plan(other, by=None)


def test_money_by_year_is_needed_less_secured_and_never_below_nought() -> None:
    plan = drafted()
    initiative_of(plan, {year(): 500_00, year() + 1: 100_00})
    set_secured(plan, source="Founder", kind="founder", amounts={year(): 200_00, year() + 1: 300_00}, by=None)
    assert [(one.needed, one.secured, one.missing) for one in gap_of(plan)] == [(500_00, 200_00, 300_00), (100_00, 300_00, 0), (0, 0, 0)]


def test_a_line_of_costs_is_written_over_renamed_and_taken_away() -> None:
    plan = drafted()
    initiative = initiative_of(plan, {year(): 500_00})
    set_costs(initiative, what="Books and games", amounts={year(): 700_00}, instead_of="Books", by=None)
    assert [(cost.what, cost.amount_minor) for cost in initiative.costs.all()] == [("Books and games", 700_00)]
    set_costs(initiative, what="Books and games", amounts={year(): 0}, instead_of="Books and games", by=None)
    assert initiative.costs.count() == 0


def test_every_write_leaves_a_line_in_the_record() -> None:
    plan = drafted()
    initiative_of(plan)
    adopt_plan(plan, by=None)
    written = Entry.objects.filter(object_kind="planning.plan", object_id=str(plan.pk)).order_by("number").values_list("verb", flat=True)
    assert list(written) == [
        "planning.make_plan",
        "planning.save_part",
        "planning.save_part",
        "planning.save_part",
        "planning.set_targets",
        "planning.set_costs",
        "planning.adopt_plan",
    ]
