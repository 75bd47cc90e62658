"""What readers and analysts see."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import run_waiting
from sextant.work.returns.models import Collection, ImportRun, Library, LibraryReturn, YearRelease
from sextant.work.returns.tests.factories import COLUMNS, ROWS, run_import, write_table

pytestmark = pytest.mark.django_db
PUBLIC = (
    "",
    "dictionary/",
    "libraries/",
    "collections/pls/",
    "collections/pls/2018/",
    "collections/pls/indicators/visits_per_head/",
    "collections/pls/regions/AK/",
)
CLOSED = ("imports/", "imports/new/", "collections/pls/2018/publish/", "collections/pls/2018/correct/", "collections/pls/feed-agenda/")


@pytest.fixture
def held(tmp_path):
    """Two years: 2018 in full, 2020 without population and spending."""
    run_import(write_table(tmp_path))
    run_import(write_table(tmp_path, "pls_fy2020.csv", ("AK,AK0001,ANCHOR POINT,6000,7000",), "STABR,FSCSKEY,LIBNAME,VISITS,TOTCIR"))
    run_waiting()


@pytest.mark.parametrize("path", PUBLIC)
def test_figures_are_open_to_everybody_in_both_languages(client, held, path):
    assert [client.get(f"/{language}/returns/{path}").status_code for language in ("ru", "en")] == [200, 200]


@pytest.mark.parametrize("path", CLOSED)
def test_imports_and_publishing_are_not(client, held, make_user, path):
    assert client.get(f"/en/returns/{path}").status_code == 302
    client.force_login(make_user("treasurer"))
    assert client.get(f"/en/returns/{path}").status_code == 403
    client.force_login(make_user("analyst"))
    assert client.get(f"/en/returns/{path}").status_code == 200


def test_a_librarys_page_says_words_where_there_are_no_numbers(client, held):
    page = client.get(f"/en/returns/libraries/{Library.objects.get(key='AL0001').pk}/").content.decode()
    assert "withheld" in page
    assert "-9" not in page
    other = client.get(f"/en/returns/libraries/{Library.objects.get(key='AK0001').pk}/").content.decode()
    assert "not collected" in other


def test_a_year_names_the_variables_it_lacks(client, held):
    page = client.get("/en/returns/collections/pls/2020/").content.decode()
    assert "Not collected in 2020: “Population served”." in page


def test_a_change_is_shown_against_the_latest_earlier_year_which_is_named(client, held):
    page = client.get("/en/returns/collections/pls/indicators/loans_per_head/").content.decode()
    assert "no earlier year" in page
    run = "".join(client.get(f"/en/returns/libraries/{Library.objects.get(key='AK0001').pk}/").content.decode().split())
    assert "8.00" in run


def test_a_file_is_uploaded_read_and_its_outcome_shown(client, make_user, tmp_path):
    client.force_login(make_user("analyst"))
    body = "\n".join((COLUMNS, *ROWS, "AK,AK0003,BAD,ten,1,1,1", "")).encode()
    answer = client.post("/en/returns/imports/new/", {"file": SimpleUploadedFile("pls_fy2018.csv", body)})
    assert answer.status_code == 302
    assert "waiting" in client.get(answer.url).content.decode()
    run_waiting()
    page = client.get(answer.url).content.decode()
    assert "POPU_LSA" in page
    assert "ten" in page
    assert ImportRun.objects.get().stored == 3


BAD = (
    ("nothing.csv", b"", "the file is empty"),
    ("picture.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "this is PNG"),
    ("book.xlsx", b"PK\x03\x04not really a zip", "damaged"),
    ("other.csv", b"a,b\n1,2\n", "fits none of the mappings"),
    ("pls.csv", (COLUMNS + "\n" + ROWS[0] + "\n").encode(), "neither the file name nor the table tells the year"),
)


@pytest.mark.parametrize(("name", "body", "sentence"), BAD)
def test_a_file_that_cannot_be_read_is_refused_beside_the_field_and_not_kept(client, make_user, settings, name, body, sentence):
    client.force_login(make_user("analyst"))
    page = client.post("/en/returns/imports/new/", {"file": SimpleUploadedFile(name, body)})
    assert sentence in page.content.decode()
    assert (ImportRun.objects.count(), Job.objects.count(), Collection.objects.count()) == (0, 0, 0)


def test_a_windows_1251_file_is_read_as_it_is(tmp_path):
    run_import(write_table(tmp_path, rows=("AK,AK0001,Библиотека имени Пушкина,10,1,1,1",), encoding="windows-1251"))
    assert Library.objects.get().name == "Библиотека имени Пушкина"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("AK,AK0001,A,many,1,1,1", "not_a_number"),
        ("AK,AK0001,A,-5,1,1,1", "negative"),
        ("AK,,A,5,1,1,1", "key_missing"),
        ("AK,AK0001,A,5,1,1", "row_length"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_the_others_are_stored(tmp_path, row, code):
    work = run_import(write_table(tmp_path, rows=(row, ROWS[1])))
    assert [(found.code, found.line) for found in work.findings.all()] == [(code, 2)]
    assert list(LibraryReturn.objects.values_list("library__key", flat=True)) == ["AK0002"]


def test_the_list_of_libraries_costs_the_same_for_one_and_for_three(client, tmp_path, django_assert_num_queries):
    run_import(write_table(tmp_path, rows=ROWS[:1]))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get("/en/returns/libraries/")
    run_import(write_table(tmp_path))
    with CaptureQueriesContext(connection) as three:
        client.get("/en/returns/libraries/")
    assert (len(three), len(three) <= 10) == (len(one), True)


def test_a_year_is_published_on_its_page(client, held, make_user):
    client.force_login(make_user("analyst"))
    client.post("/en/returns/collections/pls/2018/publish/")
    assert YearRelease.objects.get(year=2018).state == "published"
    client.post("/en/returns/collections/pls/2018/correct/", {"reason": "new visits"})
    assert YearRelease.objects.get(year=2018).state == "correcting"


def test_a_ranking_can_be_taken_away_as_filtered(client, held):
    body = client.get("/en/returns/collections/pls/indicators/loans_per_head/?format=json&order=up").getvalue()
    assert [row["unit_id"] for row in json.loads(body)] == ["AL0001", "AK0002", "AK0001"]


def test_programs_read_the_same_figures(client, held):
    found = client.get("/api/returns/collections/pls/2018/indicators/loans_per_head").json()
    assert [(row["unit_id"], row["value"]) for row in found["items"]] == [("AK0001", 8.0), ("AK0002", 4.5), ("AL0001", 3.0)]
