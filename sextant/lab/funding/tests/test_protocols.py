"""Calls of the CommonGrants protocol, and grants that other funders published in the 360Giving standard."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from sextant.lab.funding.calls import FundingCall, PastGrant
from sextant.lab.funding.common_grants import read_common_grants
from sextant.lab.funding.findings import FundingError
from sextant.lab.funding.past_grants import read_past_grants
from sextant.lab.funding.tests.factories import document, given_grant, opportunity

OPPORTUNITY = FundingCall(
    id="a",
    title="Library innovation",
    funder="Institute",
    applicant_kinds=("non_profit_with_501c3", "library"),
    award_min=10_000_00,
    award_max=50_000_50,
    currency="USD",
    opens_on=date(2026, 1, 15),
    closes_on=date(2026, 12, 31),
    status="open",
    url="https://example.org/a",
    text="For public libraries",
    source="CommonGrants",
)
GRANT = PastGrant(
    id="360G-x-1",
    title="Books",
    description="Books for a village library",
    funder="Fund",
    funder_id="GB-CHC-1",
    recipient="Village library",
    recipient_id="GB-CHC-2",
    amount=1500_50,
    currency="GBP",
    awarded_on=date(2025, 1, 15),
    country="GB",
    source="360Giving",
)
HEADINGS = [
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Funding Org:0:Identifier",
    "Funding Org:0:Name",
    "Recipient Org:0:Identifier",
    "Recipient Org:0:Name",
    "Beneficiary Location:0:Country Code",
]
CELLS = ["360G-x-1", "Books", "Books for a village library", "GBP", "1500.5", "2025-01-15", "GB-CHC-1", "Fund", "GB-CHC-2", "Village library", "GB"]


@pytest.mark.parametrize("wrap", [lambda it: it, lambda it: [it], lambda it: {"status": 200, "items": [it]}, lambda it: {"data": it}])
def test_opportunities_are_found_in_every_answer_of_the_protocol(tmp_path: Path, wrap: Any) -> None:
    reading = read_common_grants(document(tmp_path, wrap(opportunity())))
    assert (reading.read, reading.taken) == (1, (OPPORTUNITY,))
    assert reading.taken[0].raw["somethingNew"] == [1, 2]


def test_an_opportunity_may_say_next_to_nothing(tmp_path: Path) -> None:
    bare = {"id": "b", "title": "B", "status": {"value": "new word"}, "funding": None, "keyDates": {"closeDate": {"eventType": "other"}}}
    assert read_common_grants(document(tmp_path, [bare])).taken == (FundingCall("b", "B", source="CommonGrants"),)


def test_unrestricted_means_that_everybody_may_apply(tmp_path: Path) -> None:
    open_to_all = opportunity(acceptedApplicantTypes=[{"value": "individual"}, {"value": "unrestricted"}])
    assert read_common_grants(document(tmp_path, open_to_all)).taken[0].applicant_kinds == ("*",)


@pytest.mark.parametrize(
    ("broken", "code", "field"),
    [
        ({"id": None}, "field_empty", "id"),
        ({"funding": {"minAwardAmount": {"amount": "1", "currency": "gold"}}}, "currency_unknown", "funding.minAwardAmount.currency"),
        ({"funding": {"maxAwardAmount": {"amount": "plenty", "currency": "USD"}}}, "not_an_amount", "funding.maxAwardAmount.amount"),
        (
            {"funding": {"minAwardAmount": {"amount": 1, "currency": "USD"}, "maxAwardAmount": {"amount": 2, "currency": "EUR"}}},
            "two_currencies",
            "funding",
        ),
        ({"keyDates": {"closeDate": {"date": "31/12/2026"}}}, "not_a_date", "keyDates.closeDate.date"),
    ],
)
def test_a_broken_opportunity_is_refused_with_its_place(tmp_path: Path, broken: dict[str, Any], code: str, field: str) -> None:
    reading = read_common_grants(document(tmp_path, [opportunity("z"), opportunity(**broken)]))
    assert (reading.read, len(reading.taken), len(reading.refused)) == (2, 1, 1)
    assert [(found.code, found.number, found.field) for found in reading.findings] == [(code, 2, field)]


def test_what_is_no_object_is_refused_and_kept(tmp_path: Path) -> None:
    reading = read_common_grants(document(tmp_path, [opportunity(), "soon"]))
    assert [(found.code, found.value) for found in reading.findings] == [("not_an_object", "soon")]
    assert reading.refused[0].raw == {"": "soon"}


def test_grants_of_others_are_read_from_a_package(tmp_path: Path) -> None:
    reading = read_past_grants(document(tmp_path, {"version": "1.4", "grants": [given_grant()]}))
    assert (reading.read, reading.taken, reading.refused) == (1, (GRANT,), ())


def test_the_name_of_a_person_who_received_is_not_kept(tmp_path: Path) -> None:
    person = given_grant(recipientIndividual={"id": "360G-x-IND-1", "name": "Jane Doe"})
    del person["recipientOrganization"]
    (grant,) = read_past_grants(document(tmp_path, {"grants": [person]})).taken
    assert (grant.individual, grant.recipient, grant.raw) == (True, "", {})


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"fundingOrganization": []}, "field_empty"),
        ({"awardDate": "2025"}, "not_a_date"),
        ({"amountAwarded": True}, "not_an_amount"),
        ({"amountAwarded": 10.005}, "too_many_decimals"),
        ({"currency": "POUNDS"}, "currency_unknown"),
    ],
)
def test_a_broken_grant_is_refused(tmp_path: Path, broken: dict[str, Any], code: str) -> None:
    reading = read_past_grants(document(tmp_path, {"grants": [given_grant("2"), given_grant(**broken)]}))
    assert (reading.read, len(reading.taken), [found.code for found in reading.findings]) == (2, 1, [code])


def test_the_same_grant_is_read_from_the_headings_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "grants.csv"
    path.write_text(",".join(HEADINGS) + "\n" + ",".join(CELLS) + "\n", encoding="utf-8")
    assert read_past_grants(path).taken == (GRANT,)


def test_the_same_grant_is_read_from_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "grants.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, [*CELLS[:4], 1500.5])
        sheet.write_datetime(1, 5, date(2025, 1, 15), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_row(1, 6, CELLS[6:])
    assert read_past_grants(path).taken == (GRANT,)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.json", "{", "broken_json"),
        ("a.json", "[" + "9" * 5000 + "]", "broken_json"),
        ("a.json", "[" * 100_000, "broken_json"),
        ("a.json", '{"grants": 1}', "no_grants"),
        ("a.csv", "Identifier,Title\n1,2\n", "column_missing"),
        ("a.xlsx", "no", "not_a_workbook"),
    ],
)
def test_a_file_without_grants_is_refused_whole(tmp_path: Path, name: str, content: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FundingError) as caught:
        read_past_grants(path)
    assert caught.value.code == code


def test_a_file_without_opportunities_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(FundingError, match="no opportunities"):
        read_common_grants(document(tmp_path, {"message": "hello"}))
