"""The register: calls by hand and from files; every row of a file is stored, merged or refused with a reason."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.base.exports.tables import Column, Table, write_table
from sextant.base.jobs.worker import perform_here
from sextant.lab.funding.tests.factories import given_grant, opportunity
from sextant.work.planning import layouts
from sextant.work.planning.actions.calls import remove_call, save_call
from sextant.work.planning.actions.imports import start_import, store_reading
from sextant.work.planning.models import Call, CallImport, PastGrant
from sextant.work.planning.queries.calls import calls_wanted
from sextant.work.planning.tests.factories import HEADER, asked, drafted, funding_call, in_days, registered, row_of

pytestmark = pytest.mark.django_db


def brought(content: bytes, name: str = "calls.csv", by: Any = None) -> CallImport:
    """A file that was taken in and read as the job would."""
    work = start_import(file=SimpleUploadedFile(name, content), layout="", by=by)
    path = Path(work.file.path)
    layout = layouts.recognised(path)
    return store_reading(work, layouts.read(path, layout), layout)


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


def counts(work: CallImport) -> tuple[int, int, int, int, int]:
    return work.read, work.stored, work.merged, work.changed, work.refused


def test_every_row_is_stored_or_refused_with_its_reason() -> None:
    work = brought(table(row_of("1"), row_of("2", To="many"), row_of("3", Closes="31.12.2026"), row_of("1")))
    assert counts(work) == (4, 2, 0, 0, 2)
    assert [(row.number, "many" in row.text_en or "twice" in row.text_en.lower() or "already" in row.text_en) for row in work.refusals.all()] == [
        (3, True),
        (5, True),
    ]


def test_the_same_file_twice_changes_nothing() -> None:
    content = table(*(row_of(str(number)) for number in range(1, 6)))
    brought(content)
    before = list(Call.objects.order_by("pk").values())
    assert counts(brought(content)) == (5, 0, 5, 0, 0)
    assert list(Call.objects.order_by("pk").values()) == before


def test_a_file_that_says_something_new_renews_the_call(make_user: Any) -> None:
    clerk = make_user("secretary")
    brought(table(row_of("1")), by=clerk)
    assert counts(brought(table(row_of("1", To="900000"), row_of("2")), by=clerk)) == (2, 1, 1, 1, 0)
    assert Call.objects.get(key="1").award_max == 900_000_00


def test_what_somebody_else_entered_is_not_written_over(make_user: Any) -> None:
    first, second = make_user(), make_user()
    brought(table(row_of("1")), by=first)
    work = brought(table(row_of("1", Call="Seized"), row_of("2")), by=second)
    assert (counts(work), Call.objects.get(key="1").title) == ((2, 1, 0, 0, 1), "Call 1")
    assert "Somebody else entered" in work.refusals.get().text_en


def test_a_workbook_is_read_like_a_table(tmp_path: Path) -> None:
    names = HEADER.split(";")
    cells = dict(zip(names, row_of("1", Closes="2027-01-31").split(";"), strict=True))
    columns = tuple(Column(name, name, lambda row, name=name: row[name]) for name in names)
    write_table(Table("calls", columns, [cells]), "xlsx", tmp_path / "calls.xlsx")
    work = brought((tmp_path / "calls.xlsx").read_bytes(), "calls.xlsx")
    assert (counts(work), Call.objects.get().closes_on.isoformat()) == ((1, 1, 0, 0, 0), "2027-01-31")


def test_common_grants_and_past_grants_are_recognised() -> None:
    calls = brought(json.dumps({"items": [opportunity("a"), opportunity("b", title="")]}).encode(), "opportunities.json")
    grants = brought(json.dumps({"grants": [given_grant("360G-x-1"), given_grant("360G-x-2", amountAwarded=-1)]}).encode(), "grants.json")
    assert (counts(calls), calls.layout) == ((2, 1, 0, 0, 1), "common_grants")
    assert (counts(grants), grants.layout, PastGrant.objects.get().amount) == ((2, 1, 0, 0, 1), "past_grants", 1500_50)
    assert counts(brought(json.dumps({"grants": [given_grant("360G-x-1")]}).encode(), "grants.json")) == (1, 0, 1, 0, 0)


def test_of_a_grant_to_a_person_no_name_is_kept() -> None:
    grant = given_grant("360G-x-9", recipientIndividual={"id": "x", "name": "Ivan Petrov"})
    grant.pop("recipientOrganization")
    brought(json.dumps({"grants": [grant]}).encode(), "grants.json")
    row = PastGrant.objects.get()
    assert (row.individual, row.recipient, "Petrov" in str(PastGrant.objects.values().get())) == (True, "", False)


def test_the_job_stores_a_file_and_refuses_another_whole() -> None:
    good = start_import(file=SimpleUploadedFile("calls.csv", table(row_of("1"))), layout="", by=None)
    bad = start_import(file=SimpleUploadedFile("calls.csv", b"a;b\n1;2\n"), layout="", by=None)
    states = [perform_here(work.job).state for work in (good, bad)]
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (states, good.stored, bad.read, bad.is_waiting) == (["done", "done"], 1, 0, False)
    assert "column" in bad.trouble_en


def test_other_kinds_of_file_are_not_taken() -> None:
    with pytest.raises(ValidationError, match="not read here"):
        start_import(file=SimpleUploadedFile("calls.exe", b"MZ"), layout="", by=None)


def test_a_call_by_hand_keeps_what_it_does_not_say_unknown() -> None:
    call = registered(award_min=None, award_max=None, currency="", countries=(), cofunding_share=Decimal("0.25"))
    assert (call.award_max, call.countries, call.as_funding_call().cofunding_share) == (None, [], Decimal("0.25"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Give the call a title"),
        ({"opens_on": in_days(70)}, "before the first one"),
        ({"award_min": 2_000_000_00}, "below the smallest"),
    ],
)
def test_a_call_that_contradicts_itself_is_refused(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        save_call(None, funding_call(**fields), by=None)


def test_a_call_with_an_application_stays() -> None:
    call = registered()
    asked(drafted(), call=call)
    with pytest.raises(ValidationError, match="stays in the register"):
        remove_call(call, by=None)


def test_the_list_is_narrowed_by_words_country_theme_amount_and_day() -> None:
    reading = registered()
    registered(id="c2", title="Roofs", themes=("repair",), countries=("KZ",), text="", award_max=50_00, award_min=None, closes_on=in_days(5))
    registered(id="c3", title="Old reading", closes_on=in_days(-1))
    today = in_days(0)
    wishes: list[dict[str, Any]] = [{"q": "family programme"}, {"theme": "Reading"}, {"country": "ru"}, {"amount": 600_000_00}]
    assert [[call.pk for call in calls_wanted(wish, today)] for wish in wishes] == [[reading.pk]] * 4
    assert [call.key for call in calls_wanted({"until": in_days(10)}, today)] == ["c2"]
    assert [call.key for call in calls_wanted({"q": "reading", "closed": True}, today)] == ["c3", "c1"]
