"""A catalogue comes in: every record is counted, what is damaged is set aside with its bytes, and what stood before stands until the new one is whole."""

import csv
import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from sextant.base.jobs.actions import cancel_job
from sextant.work.acquisitions.actions.imports import choose_import, remove_import, start_import
from sextant.work.acquisitions.models import Collection, Holding, ImportRun, Title
from sextant.work.acquisitions.tests.factories import BOOKS, brought, collection_of, marc, profiled, whole_isbn, worked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_every_record_is_stored_merged_set_aside_or_left():
    damaged = marc()[:-200] + b"\x1d" + marc(BOOKS[:1]) + b"no record at all\x1d"
    run = brought(collection_of(), damaged)
    assert (run.state, run.read) == ("done", run.stored + run.merged + run.quarantined + run.left)
    assert (run.merged, run.quarantined > 0, Title.objects.filter(run=run).count()) == (1, True, run.stored)


def test_bytes_that_were_set_aside_are_kept_as_they_were():
    run = brought(collection_of(), marc(BOOKS[:2]) + b"00050 no record at all, but some bytes\x1d" + marc(BOOKS[2:3]))
    assert run.stored == 3
    assert b"no record at all, but some bytes" in run.quarantine_file.read()
    assert run.quarantine[0]["en"] != run.quarantine[0]["ru"]


def test_findings_by_rule_add_up_with_the_file():
    run = brought(collection_of(), marc([*BOOKS, BOOKS[0]]))
    rows = list(csv.DictReader(io.StringIO(run.findings_file.read().decode("utf-8-sig"))))
    assert len(rows) == sum(one["number"] for one in run.by_rule)
    assert "duplicate_isbn" in {one["rule"] for one in run.by_rule}


def test_copies_and_loans_are_counted_and_strange_rows_told():
    run = brought(collection_of(), tables=True)
    assert run.accounts == {
        "holdings": {"read": 11, "taken": 9, "refused": 1, "unknown": 1},
        "loans": {"read": 3, "taken": 3, "refused": 0, "unknown": 0},
    }
    first = Title.objects.get(run=run, isbn=whole_isbn(BOOKS[0][0]))
    assert (first.copies, first.loans) == (3, 12)
    assert set(Holding.objects.filter(title=first).values_list("location", "copies")) == {("Centre", 2), ("Branch", 1)}
    assert b"not-in-the-catalogue" in run.refused_file.read()


@pytest.mark.parametrize(("name", "data"), [("a.mrc", b""), ("b.mrc", b"\x89PNG nothing"), ("c.xml", b"<html></html>"), ("d.gz", b"\x1f\x8b broken")])
def test_a_file_of_no_use_is_refused_with_a_sentence_and_what_stood_stands(name, data):
    collection = collection_of()
    first = brought(collection)
    run = brought(collection, data, name=name)
    assert run.outcome == "refused" or run.stored == 0
    assert Collection.objects.get(pk=collection.pk).current_id in (first.pk, run.pk)
    if run.outcome == "refused":
        assert (bool(run.sentence_en), run.sentence_en != run.sentence_ru) == (True, True)
        assert Collection.objects.get(pk=collection.pk).current_id == first.pk


def test_a_newer_catalogue_takes_the_place_of_the_older_which_can_be_put_back():
    collection = collection_of()
    first, second = brought(collection), brought(collection, marc(BOOKS[:2]))
    collection.refresh_from_db()
    assert (collection.current_id, Title.objects.filter(run=first).count()) == (second.pk, len(BOOKS))
    choose_import(first, by=None)
    collection.refresh_from_db()
    assert collection.current_id == first.pk
    third, fourth = brought(collection), brought(collection)
    assert [Title.objects.filter(run=run).exists() for run in (first, second, third, fourth)] == [False, False, True, True]
    with pytest.raises(ValidationError, match="not kept any more"):
        choose_import(first, by=None)


def test_an_import_that_was_stopped_leaves_nothing_behind():
    collection = collection_of()
    first = brought(collection)
    run = start_import(collection, files={"catalogue": ContentFile(marc(), name="b.mrc"), "holdings": None, "loans": None}, by=None)
    with pytest.raises(ValidationError, match="being read already"):
        start_import(collection, files={"catalogue": ContentFile(marc(), name="c.mrc"), "holdings": None, "loans": None}, by=None)
    cancel_job(run.job, by=None)
    worked()
    assert Collection.objects.get(pk=collection.pk).current_id == first.pk
    assert not Title.objects.filter(run=run).exists()


def test_removing_an_import_puts_the_one_before_it_back_and_takes_its_files_away(django_capture_on_commit_callbacks):
    collection = collection_of()
    first, second = brought(collection), brought(collection)
    path = Path(second.catalogue.path)
    with django_capture_on_commit_callbacks(execute=True):
        remove_import(second, by=None)
    collection.refresh_from_db()
    assert (collection.current_id, ImportRun.objects.get(pk=second.pk).state) == (first.pk, "removed")
    assert not path.exists()


def test_a_catalogue_gets_its_profile_at_once():
    collection = profiled()
    assert (collection.profile.run_id, collection.profile.totals["titles"]) == (collection.current_id, len(BOOKS))
