"""A figure of the agenda opens to the libraries behind it."""

from datetime import date, timedelta
from random import Random

import pytest

from sextant.base.demo.registry import World
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.members.models import Organisation, Region
from sextant.work.returns.actions.moves import accept_return
from sextant.work.returns.demo import load as demo
from sextant.work.returns.models import Aggregate, Collection, Library
from sextant.work.returns.tests.factories import ROWS, run_import, write_table
from sextant.work.returns.tests.rounds import YEAR, acting_for, certified, officer_of, opened, submission_of
from sextant.work.returns.waiting_tasks import tasks_of as returns_tasks

pytestmark = pytest.mark.django_db


def asked(year=2018, scope=ASSOCIATION, **parameters):
    return measure("returns.indicator").function(Period.of_year(year), scope, **parameters)


def test_the_figure_is_the_ratio_of_sums_over_its_rows(tmp_path):
    run_import(write_table(tmp_path))
    figure = asked(indicator="visits_per_head")
    rows = list(figure.source.records())
    assert figure.value == 405000 / 201000
    assert [row[3:] for row in rows] == [[5000, 1000, "", 5.0], [400000, 200000, "", 2.0], ["suppressed", 90000, "", None]]
    assert figure.source.count_and_fingerprint() == figure.source.count_and_fingerprint()


def test_it_can_be_the_median_or_that_of_a_region(tmp_path):
    run_import(write_table(tmp_path))
    assert asked(indicator="loans_per_head", statistic="median").value == 4.5
    assert asked(indicator="loans_per_head", scope=Scope("region", "AL")).value == 3.0
    assert asked(indicator="loans_per_head", scope=Scope("region", "US-AL")).value == 3.0


def test_what_was_not_collected_says_which_variable_lacks(tmp_path):
    run_import(write_table(tmp_path))
    figure = asked(indicator="staff_per_1000")
    assert (figure.value, figure.status, figure.reason) == (None, "not_collected", "Not collected in 2018: “Staff”.")
    assert asked(year=2017, indicator="visits_per_head").status == "not_collected"


def test_the_response_counts_libraries_with_a_number_of_their_own(tmp_path):
    run_import(write_table(tmp_path, rows=(*ROWS, "AL,AL0002,SILENT,-1,-1,-1,-1")))
    period = Period.of_year(2018)
    assert measure("returns.libraries_reporting").function(period, ASSOCIATION).value == 3.0
    assert measure("returns.response_rate").function(period, ASSOCIATION).value == 75.0


def test_findings_wait_for_the_analyst_only(tmp_path, make_user):
    run_import(write_table(tmp_path, rows=(*ROWS, "AL,AL0002,BAD,ten,1,1,1")))
    assert [str(task.title) for task in tasks_of(make_user("analyst"))] == ["1 finding in the import of pls_fy2018.csv"]
    assert tasks_of(make_user("treasurer")) == []


def test_the_demo_is_plausible_marked_and_taken_away_whole():
    region = Region.objects.create(code="RU-TST", name_ru="Область", name_en="Region")
    organisations = [Organisation.objects.create(name_ru=f"Библиотека {number}", region=region, is_demo=True) for number in range(20)]
    world = World(Random(1), libraries=20, today=date(2026, 11, 23))
    world.left["libraries"] = organisations
    demo.load(world)
    collection = Collection.objects.get()
    assert (collection.is_demo, list(collection.years.values_list("year", flat=True))) == (True, list(range(2014, 2026)))
    assert Library.objects.filter(organisation__in=organisations, is_demo=True).count() == 20
    visits = Aggregate.objects.get(release__year=2025, indicator="visits_per_head", group_kind="all", is_variable=False)
    assert 1 < visits.value < 6
    assert demo.remove() > 100
    assert (Collection.objects.count(), Library.objects.count()) == (0, 0)


def test_returns_accepted_in_time_are_counted_beside_all_that_were_asked():
    """Of three libraries asked one was accepted in time and one too late: 100 · 1 ÷ 3 = 33.3 per cent."""
    work = opened(3)
    for key in ("T001", "T002"):
        accept_return(certified(work, key), by=None)
    late = submission_of(work, "T002")
    late.sent_at += timedelta(days=60)
    late.save(update_fields=["sent_at"])
    figure = measure("returns.accepted_in_time").function(Period.of_year(YEAR), ASSOCIATION)
    assert (round(figure.value, 1), len(list(figure.source.records()))) == (33.3, 3)
    assert measure("returns.accepted_in_time").function(Period.of_year(YEAR - 1), ASSOCIATION).status == "missing"


def test_a_library_is_told_to_send_and_an_officer_to_accept(make_user):
    work = opened(2)
    row = submission_of(work)
    librarian, officer = acting_for(make_user(email="l@example.org"), row.organisation), officer_of(make_user(email="o@example.org"), row.region)
    assert [str(task.title) for task in returns_tasks(librarian)] == [f"Send the return of “Library 1” for {YEAR}"]
    assert list(returns_tasks(officer)) == []
    certified(work)
    assert (list(returns_tasks(librarian)), [str(task.title) for task in returns_tasks(officer)]) == ([], ["1 certified return waits to be accepted"])
