"""Other forms filled from a year's totals and from one return."""

import csv
import io
import json

import pytest
from django.core.exceptions import ValidationError

from sextant.work.returns import states
from sextant.work.returns.actions import publish_year
from sextant.work.returns.actions.moves import ask_library
from sextant.work.returns.actions.publishing import start_publishing
from sextant.work.returns.models import Library, Submission
from sextant.work.returns.tests.factories import command, run_import, write_table
from sextant.work.returns.tests.peers import COLUMNS, held_year, rows_of
from sextant.work.returns.tests.rounds import acting_for, certified, collection_with, officer_of, opened, region, worked

pytestmark = pytest.mark.django_db
YEAR_PAGES = ("collections/pls/2018/forms/", "collections/pls/2018/forms/pls/", "collections/pls/2018/forms/nk6/?format=csv")


def _cells(client, address: str) -> dict[str, dict[str, str]]:
    body = client.get(f"/en/returns/{address}?format=csv").getvalue().decode("utf-8-sig")
    return {row["cell"]: row for row in csv.DictReader(io.StringIO(body))}


def test_a_year_that_is_not_published_shows_its_forms_to_the_office_alone(client, make_user, tmp_path):
    held_year(tmp_path, 5)
    library = Library.objects.get(key="AK0001")
    pages = (*YEAR_PAGES, f"libraries/{library.pk}/forms/2018/", f"libraries/{library.pk}/forms/2018/pls/")
    for user, expected in ((None, 302), ("treasurer", 403), ("analyst", 200)):
        if user:
            client.force_login(make_user(user))
        answers = [client.get(f"/en/returns/{page}") for page in pages]
        assert {answer.status_code for answer in answers} == {expected}
        if expected != 200:
            assert all(b"2020" not in answer.content and b"VISITS" not in answer.content for answer in answers)


def test_whoever_acts_for_a_library_sees_its_forms_before_the_year_is_published_and_no_others(client, make_user, tmp_path):
    held_year(tmp_path, 5)
    town = collection_with(1, "aside", region("RU-TVE")).libraries.get()
    for key in ("AK0001", "AK0002"):
        Library.objects.filter(key=key).update(organisation=town.organisation if key == "AK0001" else None)
    own, other = (Library.objects.get(key=key).pk for key in ("AK0001", "AK0002"))
    for user in (acting_for(make_user("reader"), town.organisation), officer_of(make_user("officer"), region("RU-TVE"))):
        client.force_login(user)
        seen = [client.get(f"/en/returns/libraries/{pk}/forms/2018/pls/").status_code for pk in (own, other)]
        assert [*seen, client.get("/en/returns/collections/pls/2018/forms/").status_code] == [200, 403, 403]


def test_the_totals_of_a_published_year_fill_the_form_and_tell_how_many_libraries_they_rest_on(client, tmp_path):
    rows = (*rows_of(3), "AK,AK0004,D,500,-1,10,100,1")
    publish_year(held_year(tmp_path, rows=rows), by=None)
    cells = _cells(client, "collections/pls/2018/forms/pls/")
    visits = sum(int(row.split(",")[4]) for row in rows_of(3))
    assert [float(cells["VISITS"][name]) for name in ("value", "libraries")] == [visits, 3]
    assert (cells["VISITS"]["loss"], cells["VISITS"]["formula"], cells["VISITS"]["place"]) == ("exact", "visits", "column VISITS")
    assert (cells["TOTPRO"]["value"], cells["TOTPRO"]["loss"], cells["TOTPRO"]["status"]) == ("", "empty", "not_collected")
    assert "not collected" in cells["TOTPRO"]["why"]
    unfilled = [row for row in cells.values() if row["loss"] == "none"]
    assert all(row["value"] == "" and row["why"] for row in unfilled)
    assert len(unfilled) == 4


def test_the_page_says_places_losses_and_reasons_in_the_readers_language(client, tmp_path):
    publish_year(held_year(tmp_path, 5), by=None)
    english = client.get("/en/returns/collections/pls/2018/forms/nk6/").content.decode()
    russian = client.get("/ru/returns/collections/pls/2018/forms/nk6/").content.decode()
    assert "section 4, row 11, column 2 (edition of LAW_331345)" in english
    assert "раздел 4, строка 11, графа 2" in russian
    assert "section 4, row" not in russian
    assert "cannot be filled" in english
    assert [page.count("<tr>") for page in (english, russian)] == [29, 29]


def test_one_return_fills_the_form_with_its_own_reasons(client, tmp_path):
    publish_year(held_year(tmp_path, rows=(*rows_of(3), "AK,AK0004,D,500,-1,10,100,1")), by=None)
    cells = _cells(client, f"libraries/{Library.objects.get(key='AK0004').pk}/forms/2018/pls/")
    assert (cells["VISITS"]["value"], cells["VISITS"]["status"], cells["VISITS"]["loss"]) == ("", "missing", "empty")
    assert "Visits" in cells["VISITS"]["why"]
    assert (float(cells["TOTCIR"]["value"]), cells["TOTCIR"]["libraries"]) == (10, "")


def test_items_that_are_no_variables_come_from_published_returns_alone(client):
    held = collection_with(2)
    work = opened(collection=held)
    for key, points in (("T001", 2), ("T002", 5)):
        certified(work, key, service_points=points)
    Submission.objects.filter(round=work, library__key="T001").update(state=states.ACCEPTED, accepted_at="2027-02-01T00:00Z")
    ask_library(Submission.objects.get(round=work, library__key="T002"), words="Five?", by=None)
    Submission.objects.filter(round=work, library__key="T002").update(state=states.STARTED)
    start_publishing(work, by=None)
    worked()
    cells = _cells(client, f"collections/town/{work.year}/forms/library_map/")
    assert [cells["service_points"][name] for name in ("value", "loss", "libraries")] == ["2.0", "exact", "1"]
    own = _cells(client, f"libraries/{held.libraries.get(key='T001').pk}/forms/{work.year}/library_map/")
    assert float(own["service_points"]["value"]) == 2


def test_the_command_fills_a_form_and_refuses_what_there_is_not_in_words(tmp_path):
    run_import(write_table(tmp_path, rows=rows_of(3), columns=COLUMNS))
    code, printed, _said = command("form", "pls", "--year", "2018", "--library", "AK0002", "--format", "json")
    told = {row["cell"]: row for row in json.loads(printed)}
    assert (code, told["VISITS"]["value"]) == (0, 100_020 * 3)
    whole = list(csv.DictReader(io.StringIO(command("form", "pls", "--year", "2018")[1])))
    assert {row["cell"]: row["libraries"] for row in whole}["VISITS"] == "3"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(("nk7", "--year", "2018"), "library_map, nk6, pls"), (("pls", "--year", "2018", "--library", "ZZ"), "gave no return of 2018")],
)
def test_the_command_names_what_it_does_not_find(tmp_path, words, sentence):
    run_import(write_table(tmp_path, rows=rows_of(3), columns=COLUMNS))
    with pytest.raises(ValidationError, match=sentence):
        command("form", *words)


def test_a_form_costs_the_same_number_of_queries_for_few_and_for_many(client, tmp_path, django_assert_max_num_queries):
    publish_year(held_year(tmp_path, 40), by=None)
    with django_assert_max_num_queries(8):
        client.get("/en/returns/collections/pls/2018/forms/")
