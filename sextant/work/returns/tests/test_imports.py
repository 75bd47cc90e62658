"""A file is stored whole or not at all, and once."""

import pytest
from django.core.exceptions import ValidationError

from sextant.base.jobs.actions import cancel_job
from sextant.work.returns.actions import open_correction, publish_year, start_import
from sextant.work.returns.models import Aggregate, Library, LibraryReturn, YearRelease
from sextant.work.returns.tests.factories import COLUMNS, ROWS, counts, run_import, write_table

pytestmark = pytest.mark.django_db


def test_every_return_of_a_file_is_stored_with_its_indicators_and_the_reasons_for_gaps(tmp_path):
    work = run_import(write_table(tmp_path))
    birmingham = LibraryReturn.objects.get(library__key="AL0001")
    assert (work.state, counts(work), work.findings_count) == ("done", {"stored": 3}, 0)
    assert birmingham.values == {"population": 90000, "loans": 270000, "spending": 1350000}
    assert birmingham.statuses == {"visits": "suppressed"}
    assert birmingham.indicators["loans_per_head"] == 3.0
    assert (birmingham.gaps["visits_per_head"], birmingham.gaps["turnover"]) == (["suppressed", "visits"], ["not_collected", "stock"])


def test_the_figure_of_a_group_is_the_ratio_of_sums_and_says_how_many_libraries_it_rests_on(tmp_path):
    run_import(write_table(tmp_path))
    alaska = Aggregate.objects.get(indicator="loans_per_head", group_kind="region", group="AK")
    assert (alaska.n, alaska.value, alaska.median) == (2, 908000 / 201000, 6.25)
    cost = Aggregate.objects.get(indicator="cost_per_loan", group_kind="region", group="AK")
    assert (cost.n, cost.value) == (1, 5.0)


def test_the_same_file_again_changes_nothing(tmp_path):
    run_import(write_table(tmp_path))
    before = YearRelease.objects.values().get()
    again = run_import(write_table(tmp_path))
    assert (counts(again), again.findings_count, YearRelease.objects.values().get()) == ({"unchanged": 3}, 0, before)


def test_a_return_that_contradicts_what_is_held_is_refused_with_both_numbers(tmp_path):
    run_import(write_table(tmp_path))
    other = run_import(write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,5001,8000,40000", *ROWS[1:])))
    found = other.findings.get()
    assert (counts(other), found.code, found.line) == ({"unchanged": 2, "conflicting": 1}, "held_already", 2)
    assert found.text_en == "For 2018 the library AK0001 already has 5000 in visits; this file says 5001."
    assert LibraryReturn.objects.get(library__key="AK0001").values["visits"] == 5000


def test_with_replace_it_becomes_a_new_revision_and_the_old_one_stays(tmp_path):
    run_import(write_table(tmp_path))
    run_import(write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,5001,8000,40000",)), replace=True)
    revisions = LibraryReturn.objects.filter(library__key="AK0001").order_by("revision")
    assert [(row.revision, row.is_current, row.values["visits"]) for row in revisions] == [(1, False, 5000), (2, True, 5001)]


def test_another_file_may_add_variables_to_the_same_libraries(tmp_path):
    run_import(write_table(tmp_path))
    more = write_table(tmp_path, columns="STABR,FSCSKEY,LIBNAME,BKVOL,EBOOK,AUDIO,VIDEO", rows=("AK,AK0001,ANCHOR POINT,4000,0,0,0",))
    assert counts(run_import(more)) == {"supplemented": 1}
    first, second = (LibraryReturn.objects.get(library__key=key, is_current=True) for key in ("AK0001", "AK0002"))
    assert (first.indicators["turnover"], second.gaps["turnover"]) == (2.0, ["missing", "stock"])


def test_a_published_year_takes_no_more_figures_until_a_correction_is_opened(tmp_path, make_user):
    analyst = make_user("analyst")
    run_import(write_table(tmp_path))
    release = publish_year(YearRelease.objects.get(), by=analyst)
    corrected = write_table(tmp_path, rows=("AK,AK0001,ANCHOR POINT,1000,5001,8000,40000",))
    refused = run_import(corrected, replace=True)
    assert (counts(refused), [found.code for found in refused.findings.all()]) == ({"conflicting": 1}, ["year_published"])
    open_correction(release, reason="Anchor Point sent new visits", by=analyst)
    assert counts(run_import(corrected, replace=True)) == {"replaced": 1}


def test_the_same_file_into_a_published_year_is_no_finding(tmp_path, make_user):
    run_import(write_table(tmp_path))
    publish_year(YearRelease.objects.get(), by=make_user("analyst"))
    again = run_import(write_table(tmp_path))
    assert (counts(again), again.findings_count) == ({"unchanged": 3}, 0)


def test_a_second_person_is_told_that_the_year_is_being_imported(tmp_path, make_user):
    from django.core.files import File

    path = write_table(tmp_path)
    with path.open("rb") as stream:
        work = start_import(file=File(stream, name=path.name), by=make_user())
    with path.open("rb") as stream, pytest.raises(ValidationError, match="is being imported into") as refusal:
        start_import(file=File(stream, name=path.name), by=make_user())
    assert refusal.value.code == "import_running"
    cancel_job(work.job, by=None)
    assert counts(run_import(path)) == {"stored": 3}


def test_a_library_keeps_the_name_of_its_latest_year_whatever_comes_in_last(tmp_path):
    run_import(write_table(tmp_path, "pls_fy2018.csv", ("AK,AK0001,NEW NAME,1000,1,1,1",)))
    run_import(write_table(tmp_path, "pls_fy2014.csv", ("AK,AK0001,OLD NAME,1000,1,1,1",)))
    assert [(library.name, library.latest_year) for library in Library.objects.all()] == [("NEW NAME", 2018)]


def test_a_year_without_population_takes_the_size_class_of_an_earlier_one_in_any_order(tmp_path):
    later = write_table(tmp_path, "pls_fy2020.csv", ("AK,AK0001,ANCHOR POINT,10",), "STABR,FSCSKEY,LIBNAME,VISITS")
    run_import(later)
    assert LibraryReturn.objects.get(year=2020).size_class == "unknown"
    run_import(write_table(tmp_path, columns=COLUMNS))
    assert LibraryReturn.objects.get(year=2020).size_class == "1k-2.5k"
    sized = Aggregate.objects.get(release__year=2020, indicator="visits", group_kind="size")
    assert (sized.group, sized.value) == ("1k-2.5k", 10.0)
