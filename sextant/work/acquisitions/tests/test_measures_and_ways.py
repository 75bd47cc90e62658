"""What others are told: measures with their rows, the search, the page of a library, the desk; and the search in a process of its own."""

import pytest
from django.utils import timezone

from sextant.base.jobs.run import Cancelled
from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.search.queries import matching_ids
from sextant.lab.acquisitions.candidates import Reading
from sextant.lab.acquisitions.holdings import Holdings
from sextant.lab.acquisitions.offering import read_offer
from sextant.lab.acquisitions.targets import targets
from sextant.work.acquisitions import measures, panels
from sextant.work.acquisitions.actions.plans import mark_ordered
from sextant.work.acquisitions.models import Collection
from sextant.work.acquisitions.solving_apart import FEW, solved
from sextant.work.acquisitions.tests.factories import brought, collection_of, planned, profiled, representative
from sextant.work.acquisitions.waiting_tasks import tasks_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def year():
    return Period.of_year(timezone.localdate().year)


def test_figures_of_libraries_come_from_those_that_agreed():
    profiled(shares=True)
    profiled(shares=False)
    renewal = measure("acquisitions.renewal").function(year(), ASSOCIATION)
    assert (renewal.source.count_and_fingerprint()[0], renewal.status) == (1, "ok")
    recent = measure("acquisitions.recent_editions").function(year(), ASSOCIATION)
    assert round(recent.value, 1) == round(100 * 7 / 13, 1)
    assert measures.profiles_current(year(), ASSOCIATION).value == 2


def test_a_measure_of_a_library_counts_that_library_alone():
    one, _other = profiled(shares=True), profiled(shares=True)
    scope = Scope("organisation", str(one.organisation_id))
    assert measures.profiles_current(year(), scope).value == 1
    assert measures.plans_ordered(year(), scope).status == "missing"
    assert measures.plans_ordered(year(), Scope("section", "1")).status == "not_collected"


def test_the_share_of_plans_that_became_orders():
    collection = collection_of()
    planned(collection)
    mark_ordered(planned(collection), on=timezone.localdate(), number="", by=None)
    assert measures.plans_ordered(year(), ASSOCIATION).value == 50


def test_an_open_profile_is_found_and_shown_on_the_page_of_the_library(make_user):
    opened, shut = profiled(is_public=True), profiled()
    stranger = make_user("member")
    assert [panels.organisation_panel(stranger, one.organisation) is not None for one in (opened, shut)] == [True, False]
    assert list(Collection.objects.filter(pk__in=matching_ids("acquisitions.collection", "Whole library", stranger))) == [opened]


def test_the_desk_of_a_library_says_what_waits(make_user):
    user = make_user()
    collection = collection_of(representative(user))
    assert [str(task.title).partition(" ")[0] for task in tasks_of(user)] == ["Bring"]
    brought(collection)
    planned(collection)
    assert [str(task.title).partition(" ")[0] for task in tasks_of(user)] == ["Look"]
    assert list(tasks_of(make_user("secretary"))) == []


def many(tmp_path):
    """More titles than are searched in the worker itself."""
    lines = ["id,isbn,title,price,language,value", *(f"t{one},,Title number {one},{100 + one % 90},rus,{1 + one % 5}" for one in range(FEW + 50))]
    path = tmp_path / "offer.csv"
    path.write_text("\n".join(lines))
    return {"candidates": read_offer(path, Reading("RUB"))[0], "holdings": Holdings(), "budget": 500_000, "targets": targets({}), "seconds": 5.0}


def test_a_long_offer_is_searched_in_a_process_of_its_own(tmp_path):
    found = solved(lambda _passed: None, **many(tmp_path))
    assert (found.status, found.spent <= 500_000, len(found.chosen) > 10) == ("proved", True, True)


def test_a_search_that_is_cancelled_ends_its_process(tmp_path):
    def stop(_passed):
        raise Cancelled

    with pytest.raises(Cancelled):
        solved(stop, **many(tmp_path))


def test_a_file_of_names_alone_is_refused_and_the_catalogue_stands():
    collection = collection_of()
    first = brought(collection)
    names = b"00100nz  a2200049n  45000010003000000400020000300000   n1\x1e1 \x1faPushkin\x1e\x1d"
    run = brought(collection, names, name="names.mrc")
    collection.refresh_from_db()
    assert (run.outcome, collection.current_id) == ("refused", first.pk)
