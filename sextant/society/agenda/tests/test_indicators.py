"""Indicators: counted, reported, aimed at, and traced to their rows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sextant.base.audit.queries import history_of
from sextant.base.exports.tables import Column, Table
from sextant.base.jobs.worker import run_waiting
from sextant.base.measures import registry
from sextant.base.measures.registry import ASSOCIATION, Figure, Measure, Period, Source
from sextant.society.agenda import actions, queries, rules
from sextant.society.agenda.measures import milestones_on_time, tasks
from sextant.society.agenda.models import Guideline, Indicator, IndicatorValue
from sextant.society.agenda.tests.factories import IndicatorFactory, InitiativeFactory, MilestoneFactory, PersonFactory, SectionFactory
from sextant.society.members.models import Office

PEOPLE: list[str] = []


def count_people(period, scope):
    columns = (Column("name", "Name", str),)
    return Figure(len(PEOPLE), Source(lambda: Table("people", columns, list(PEOPLE)), persons=True))


@pytest.fixture
def counted(alma, monkeypatch) -> Indicator:
    """An indicator counted over persons, whose rows only the treasurer may open."""
    from sextant.base.permissions.queries import holds

    monkeypatch.setitem(
        registry._measures, "test.people", Measure("test.people", "People", "d", "", count_people, lambda user: holds(user, "treasurer"))
    )
    PEOPLE[:] = ["Ivanova", "Petrova", "Sidorova"]
    return IndicatorFactory(guideline=Guideline.objects.first(), kind="measured", measure="test.people")


def count_year(user=None, year=2025):
    from sextant.society.agenda.models import Agenda

    actions.ask_for_figures(Agenda.objects.get(), year=year, by=user)
    run_waiting()


def test_the_job_keeps_value_number_of_rows_and_fingerprint(counted):
    count_year()
    kept = IndicatorValue.objects.get(indicator=counted)
    source = count_people(None, None).source
    assert (kept.value, kept.rows, kept.fingerprint, kept.persons) == (3, *source.count_and_fingerprint(), True)


def test_counting_again_without_a_change_leaves_the_figure_as_it_was(counted):
    count_year()
    before = IndicatorValue.objects.get(indicator=counted).known_at
    count_year()
    assert IndicatorValue.objects.get(indicator=counted).known_at == before


def test_an_indicator_without_an_installed_measure_is_not_collected(alma):
    indicator = IndicatorFactory(guideline=Guideline.objects.first(), kind="measured", measure="nobody.counts")
    count_year()
    assert IndicatorValue.objects.get(indicator=indicator).status == "not_collected"


@pytest.mark.parametrize("page", ["", "origin/?year=2025"])
def test_fewer_than_five_persons_are_withheld_from_a_visitor(counted, client, make_user, page):
    count_year()
    path = f"/en/agenda/indicators/{counted.pk}/{page}"
    answer = client.get(path).text
    fingerprint = IndicatorValue.objects.get(indicator=counted).fingerprint
    assert ("withheld" in answer, "Ivanova" in answer, fingerprint in answer, "<dd>3</dd>" in answer) == (True, False, False, False)
    client.force_login(make_user("treasurer"))
    assert "is withheld" not in client.get(path).text


def test_the_rows_open_to_those_who_may_see_them_and_to_nobody_else(counted, client, make_user):
    PEOPLE.extend(["Orlova", "Belova"])
    count_year()
    path = f"/en/agenda/indicators/{counted.pk}/origin/?year=2025"
    assert ("Ivanova" in client.get(path).text, client.get(f"{path}&format=csv").status_code) == (False, 403)
    client.force_login(make_user("treasurer"))
    assert "Ivanova" in client.get(path).text
    assert b"Ivanova" in client.get(f"{path}&format=csv").getvalue()


def test_the_page_says_when_the_rows_have_changed_since(counted, client, make_user):
    count_year()
    client.force_login(make_user("treasurer"))
    path = f"/en/agenda/indicators/{counted.pk}/origin/?year=2025"
    assert "The rows are the same" in client.get(path).text
    PEOPLE.append("Orlova")
    assert "The rows have changed" in client.get(path).text


def test_a_correction_of_a_reported_value_needs_a_reason_and_keeps_the_earlier_value_in_the_record(alma, make_user):
    indicator, user = IndicatorFactory(guideline=Guideline.objects.first()), make_user("secretary")
    actions.report_value(indicator, year=2025, value=10, by=user)
    with pytest.raises(ValidationError, match="Say why the value is corrected"):
        actions.report_value(indicator, year=2025, value=12, by=user)
    actions.report_value(indicator, year=2025, value=12, note="Two pairs were forgotten", by=user)
    assert [entry.before.get("value") for entry in history_of(indicator)] == [10, None]
    assert indicator.values.get().value == 12


def test_officers_report_for_their_section_and_for_no_other(alma, make_user):
    user, section = make_user(), SectionFactory()
    Office.objects.create(section=section, person=PersonFactory(user=user), role="chair", since="2020-01-01")
    own = IndicatorFactory(guideline=Guideline.objects.first(), section=section)
    other = IndicatorFactory(guideline=Guideline.objects.first(), section=SectionFactory())
    assert (rules.may_report_value(user, own), rules.may_report_value(user, other)) == (True, False)


def test_only_the_office_sets_targets(alma, client, make_user):
    indicator = IndicatorFactory(guideline=Guideline.objects.first())
    path = f"/en/agenda/indicators/{indicator.pk}/targets/"
    client.force_login(make_user("analyst"))
    assert client.post(path, {"year": 2027, "value": 5}).status_code == 403
    client.force_login(make_user("secretary"))
    client.post(path, {"year": 2027, "value": 5})
    assert [(target.year, target.value) for target in indicator.targets.all()] == [(2027, 5.0)]
    client.post(path, {"year": 2027})
    assert not indicator.targets.exists()


def test_the_change_is_told_against_the_latest_earlier_year_held_with_that_year_named(alma, make_user, client):
    indicator, user = IndicatorFactory(guideline=Guideline.objects.first()), make_user("secretary")
    actions.report_value(indicator, year=2022, value=10, by=user)
    actions.report_value(indicator, year=2025, value=14, by=user)
    reading = queries.readings([indicator], user)[0]
    assert (reading.change.year, reading.change.by) == (2022, 4)
    assert "against 2022" in client.get("/en/agenda/0/1/").text


def test_milestones_on_time_counts_late_and_unmarked_ones_against(alma):
    guideline = Guideline.objects.get(direction__code="IV", number=2)
    initiative = InitiativeFactory(home=guideline, state="running")
    for done in (date(2025, 5, 1), date(2025, 6, 2), None, date(2025, 6, 1)):
        MilestoneFactory(initiative=initiative, due_on=date(2025, 6, 1), done_on=done)
    figure = milestones_on_time(Period.of_year(2025), ASSOCIATION, guideline="alma_2019/IV.2")
    assert (figure.value, figure.source.count_and_fingerprint()[0]) == (50, 4)


def test_private_initiatives_stand_in_no_figure_and_in_no_row(alma):
    guideline = Guideline.objects.get(direction__code="IV", number=2)
    InitiativeFactory(home=guideline, state="done", done_on=date(2025, 3, 1), is_public=False, title_en="Tajny plan")
    for measure in registry.measures():
        if measure.code.startswith("agenda."):
            figure = measure.function(Period.of_year(2025), ASSOCIATION, guideline="IV.2")
            assert "Tajny plan" not in str(list(figure.source.records()))
            assert not figure.value


def test_the_owner_is_told_of_an_overdue_milestone(alma, make_user):
    user = make_user()
    initiative = InitiativeFactory(state="running", owner=PersonFactory(user=user), title_en="Contest")
    MilestoneFactory(initiative=initiative, due_on=date(2025, 6, 1), title_en="Draft")
    assert [(task.title, task.due) for task in tasks(user)] == [("Milestone “Draft” of “Contest”", date(2025, 6, 1))]
    assert list(tasks(make_user())) == []
