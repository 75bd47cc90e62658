"""Spreadsheets of returns: the template, what comes back filled in, and files that are no spreadsheets."""

import io
import zipfile

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sextant.lab.returns.questionnaires import load
from sextant.work.returns import states
from sextant.work.returns.actions.answers import save_answers
from sextant.work.returns.actions.moves import send_return
from sextant.work.returns.actions.sheets import cancel_sheet, start_sheet
from sextant.work.returns.answering import Given, read_answer
from sextant.work.returns.models import FlagAnswer, Observation, Sheet
from sextant.work.returns.tests.rounds import CLEAN, acting_for, collection_with, filled, officer_of, opened, region, sent, submission_of, worked

HEAD = ["key", "library", "region", *CLEAN, "chief_officer", "chief_position", "remarks"]


def row_of(key, remarks="", **changed):
    values = {**CLEAN, **changed}
    return [key, "", "", *values.values(), "Anna", "Director", remarks]


def book(*rows, head=HEAD):
    """A workbook with these rows below the headings and the row of definitions."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"strings_to_formulas": False})
    sheet = made.add_worksheet()
    for line, cells in enumerate([head, ["Key of the library"], *rows]):
        sheet.write_row(line, 0, cells)
    made.close()
    return file.getvalue()


def brought(work, content, name="returns.xlsx", **fields):
    sheet = start_sheet(work=work, file=ContentFile(content, name=name), by=fields.pop("by", None), **fields)
    worked()
    return Sheet.objects.get(pk=sheet.pk)


def counts(sheet):
    return {name: getattr(sheet, name) for name in ("rows", "stored", "unchanged", "refused", "cells", "cells_taken", "cells_same", "cells_refused")}


def findings(sheet):
    return [(one.cell, one.library, one.column, one.value) for one in sheet.findings.all()]


def balances(sheet):
    rows = sheet.rows == sheet.stored + sheet.unchanged + sheet.refused
    return rows and sheet.cells == sheet.cells_taken + sheet.cells_same + sheet.cells_refused


@pytest.mark.django_db
def test_a_template_holds_codes_definitions_libraries_last_year_and_explanations(client, make_user):
    work = opened(2)
    save_answers(submission_of(work), {"visits": Given(5), "spending_staff": Given(status="refused")}, by=None)
    client.force_login(make_user("analyst"))
    content = b"".join(client.get(reverse("returns:template", args=[work.pk])).streaming_content)
    made = CalamineWorkbook.from_filelike(io.BytesIO(content))
    first = made.get_sheet_by_name(made.sheet_names[0]).to_python()
    asked = load("public")
    assert made.sheet_names == ["Returns", "Last year", "How to fill in", "Items"]
    assert first[0] == ["key", "library", "region", *asked.by_key, "chief_officer", "chief_position", "remarks"]
    assert first[1][3] == "Population served (persons)"
    assert [line[0] for line in first[2:]] == ["T001", "T002"]
    assert (first[2][first[0].index("visits")], first[2][first[0].index("spending_staff")]) == (5.0, "refused")
    assert len(made.get_sheet_by_name("Items").to_python()) == len(asked.items) + 1


@pytest.mark.django_db
def test_a_filled_template_is_taken_and_the_same_again_changes_nothing():
    work = opened(2)
    sheet = brought(work, book(row_of("T001"), row_of("T002")))
    cells = len(CLEAN)
    assert counts(sheet) == {
        **{"rows": 2, "stored": 2, "unchanged": 0, "refused": 0},
        **{"cells": 2 * cells, "cells_taken": 2 * cells, "cells_same": 0, "cells_refused": 0},
    }
    row = submission_of(work)
    assert (row.state, row.lacking, row.unanswered, row.certified_name, row.is_certified) == (states.STARTED, 0, 0, "Anna", False)
    assert {one.via for one in row.observations.all()} == {"sheet"}
    again = brought(work, book(row_of("T001"), row_of("T002")))
    assert (again.unchanged, again.cells_same, Observation.objects.count()) == (2, 2 * cells, 2 * cells)


@pytest.mark.django_db
def test_what_cannot_be_read_is_named_by_its_cell_and_everything_else_is_taken():
    work = opened(3)
    sent(work, "T003")
    sheet = brought(
        work,
        book(
            row_of("T001", visits="many", loans=-5, staff_fte="5,25"),
            row_of("T001"),
            row_of("NOWHERE"),
            row_of("T003"),
            row_of(""),
            row_of("T002", visits="unknown", loans=""),
        ),
    )
    assert findings(sheet) == [
        ("L3", "T001", "visits", "many"),
        ("M3", "T001", "loans", "-5"),
        ("A4", "T001", "key", "T001"),
        ("A5", "NOWHERE", "key", "NOWHERE"),
        ("A6", "T003", "key", "T003"),
        ("A7", "", "key", ""),
    ]
    assert (balances(sheet), sheet.stored, sheet.refused) == (True, 2, 4)
    answers = submission_of(work).answers
    assert ("visits" in answers, answers["staff_fte"]["value"]) == (False, 5.25)
    assert submission_of(work, "T002").answers["visits"] == {"value": None, "status": "unknown", "origin": "reported"}
    assert sheet.findings.first().text_ru.startswith("Это не число")


@pytest.mark.django_db
def test_an_empty_cell_takes_nothing_back():
    work = opened(1)
    filled(work)
    brought(work, book(row_of("T001", visits="")))
    assert submission_of(work).answers["visits"]["value"] == 30_000


@pytest.mark.django_db
def test_remarks_answer_the_questions_of_the_checks():
    work = opened(1)
    brought(work, book(row_of("T001", visits=1_000, remarks="Books by post.")))
    row = submission_of(work)
    assert (row.unanswered, FlagAnswer.objects.get().words) == (0, "Books by post.")
    assert send_return(row, by=None).state == states.SENT


@pytest.mark.django_db
def test_an_officers_sheet_says_nothing_of_libraries_elsewhere(make_user):
    work = opened(1)
    sheet = brought(work, book(row_of("T001")), region=region("RU-SPE"))
    assert (sheet.refused, findings(sheet)) == (1, [("A3", "T001", "key", "T001")])
    assert submission_of(work).state == states.INVITED


@pytest.mark.django_db
def test_a_column_that_is_no_item_is_named_and_left():
    sheet = brought(opened(1), book([*row_of("T001"), "7"], head=[*HEAD, "cats"]))
    assert (findings(sheet), balances(sheet), sheet.cells_refused) == ([("U1", "", "cats", "1")], True, 1)


def zip_of(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04 no archive", "cannot be read; it may be damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        (b"%PDF-1.7\x00", "not a spreadsheet"),
        (zip_of(**{"xl__workbook.xml": "<x/>", "bomb": b"0" * (200 * 1024 * 1024)}), "too large when unpacked"),
        (zip_of(**{"xl__workbook.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), "cannot be read; it may be damaged"),
        (book(row_of("T001"), head=["a", *HEAD[1:]]), "has no column “key”"),
        (book(row_of("T001"), head=["key", "visits", "visits"]), "“visits” stands twice"),
        (book(["T001", "1"], head=["key", "cats"]), "No column of this file is an item"),
    ],
)
def test_a_file_that_is_no_table_of_returns_is_refused_whole_with_a_sentence(content, sentence):
    sheet = brought(opened(1), content)
    assert (sheet.outcome, sentence in sheet.sentence_en, bool(sheet.sentence_ru)) == ("refused", True, True)
    assert Observation.objects.count() == 0


@pytest.mark.django_db
def test_reading_can_be_stopped_before_it_begins():
    sheet = start_sheet(work=opened(1), file=ContentFile(book(row_of("T001")), name="r.xlsx"), by=None)
    cancel_sheet(sheet, by=None)
    worked()
    assert (Sheet.objects.get().state, Observation.objects.count()) == ("cancelled", 0)


@pytest.mark.django_db
def test_a_region_fills_in_for_five_hundred_libraries():
    work = opened(collection=collection_with(500))
    sheet = brought(work, book(*(row_of(f"T{number:03d}", visits=30_000 + number) for number in range(1, 501))))
    assert (sheet.stored, sheet.cells_taken, balances(sheet)) == (500, 500 * len(CLEAN), True)
    assert work.submissions.filter(lacking=0, hard=0, unanswered=0, state=states.STARTED).count() == 500


@pytest.mark.django_db
def test_a_library_brings_its_own_sheet_and_sees_no_other(make_user, client):
    work = opened(2)
    row = submission_of(work)
    client.force_login(acting_for(make_user(), row.organisation))
    file = ContentFile(book(row_of("T001"), row_of("T002")), name="own.xlsx")
    answer = client.post(reverse("returns:bring_own_sheet", args=[row.pk]), {"file": file})
    worked()
    sheet = Sheet.objects.get()
    assert (answer.url, sheet.stored, sheet.refused) == (sheet.get_absolute_url(), 1, 1)
    text = client.get(sheet.get_absolute_url()).content.decode()
    assert "No library with this key is asked here" in text
    assert b"T002" in b"".join(client.get(f"{sheet.get_absolute_url()}?format=csv").streaming_content)
    client.force_login(acting_for(make_user(), submission_of(work, "T002").organisation))
    assert client.get(sheet.get_absolute_url()).status_code == 403
    client.force_login(officer_of(make_user(), region("RU-SPE")))
    assert [client.get(reverse("returns:bring_sheet", args=[work.pk])).status_code, client.get(sheet.get_absolute_url()).status_code] == [403, 403]


VISITS, STAFF = load("public").by_key["visits"], load("public").by_key["staff_fte"]


@given(st.integers(min_value=0, max_value=10**12))
def test_every_whole_number_is_read_however_it_is_written(number):
    forms = [number, float(number), str(number), f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u00a0")]
    assert [read_answer(VISITS, form) for form in forms] == [Given(number)] * 5


@given(st.text(max_size=40))
@example("1" * 30)
@example("0," + "1" * 28)
def test_any_text_is_an_answer_or_a_refusal_with_a_sentence(text):
    try:
        answer = read_answer(STAFF, text)
    except ValidationError as refusal:
        said = refusal.messages
    else:
        said = [] if answer.value is None or answer.value >= 0 else ["a number below nought"]
    assert all(sentence.endswith(".") for sentence in said)


@pytest.mark.parametrize("typed", ["1,234", "1.234", "1.5", 1.5, "12e3", "１２", "nan", float("inf"), True, "-1", -1, 10**15])
def test_a_number_that_may_mean_two_things_is_asked_again(typed):
    with pytest.raises(ValidationError):
        read_answer(VISITS, typed)


def test_nought_unknown_not_applicable_refused_and_nothing_are_five_answers():
    spending = load("public").by_key["spending_staff"]
    typed = [0, "unknown", "не применимо", "Refused", ""]
    assert [read_answer(spending, one) for one in typed] == [
        Given(0),
        Given(status="unknown"),
        Given(status="not_applicable"),
        Given(status="refused"),
        Given(),
    ]
