"""The association's own grants as open data, and the demands of the standard."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from referencing import Registry, Resource

from sextant.lab.funding.findings import FundingError
from sextant.lab.funding.giving import PURPOSES, REASONS, package
from sextant.lab.funding.granted import Individual, Organisation, Programme, Publisher
from sextant.lab.funding.past_grants import read_past_grants
from sextant.lab.funding.tests.factories import PUBLISHER, made
from sextant.lab.funding.words import names

SCHEMAS = Path(__file__).parent.parent / "schemas"
ISSUED = date(2026, 2, 1)
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PERSON = Individual("7", ("Анна", "Иванова"), "GTIR110", ("GTIP130",))
FULL = {
    "programme": Programme("R", "Reading", "https://example.org/r"),
    "starts_on": date(2026, 2, 1),
    "ends_on": date(2026, 12, 31),
    "open_call": True,
    "place": "Leeds",
    "place_country": "GB",
    "url": "https://example.org/1",
    "modified": datetime(2026, 1, 20, 9, 30, tzinfo=UTC),
}


def built(*grants: Any) -> dict[str, Any]:
    return package(grants, PUBLISHER, ISSUED, "Grants of 2026", LICENCE).document


def complaints(document: dict[str, Any], checked: bool = True) -> list[str]:
    schema = {name: json.loads((SCHEMAS / f"{name}.json").read_text()) for name in ("grant", "package")}
    registry: Registry[Any] = Registry().with_resource("grant.json", Resource.from_contents(schema["grant"]))
    checker = Draft4Validator.FORMAT_CHECKER if checked else None
    validator = Draft4Validator(schema["package"], registry=registry, format_checker=checker)
    return ["/".join(map(str, found.absolute_path)) for found in validator.iter_errors(document)]


def test_a_package_says_everything_that_is_known_and_nothing_else() -> None:
    assert built(made()) == {
        "version": "1.4",
        "title": "Grants of 2026",
        "issued": "2026-02-01",
        "publisher": {"name": "Association", "identifier": "GB-CHC-1164883", "website": "https://example.org"},
        "license": LICENCE,
        "grants": [
            {
                "id": "360G-Assoc-1",
                "title": "Reading room",
                "description": "Furniture for a reading room.",
                "currency": "GBP",
                "amountAwarded": 1500.5,
                "awardDate": "2026-01-15",
                "recipientOrganization": [{"id": "GB-COH-09668396", "name": "Village library", "addressLocality": "Leeds"}],
                "fundingOrganization": [{"id": "GB-CHC-1164883", "name": "Association"}],
            }
        ],
    }


def test_what_is_published_meets_the_demands_of_the_standard() -> None:
    assert complaints(built(made("1"), made("2", **FULL), made("3", recipient=PERSON, **FULL))) == []


def test_without_the_format_checker_good_days_are_refused_and_bad_ones_pass() -> None:
    good, bad = built(made()), built(made())
    bad["grants"][0]["awardDate"] = "the day before yesterday"
    assert (complaints(good), complaints(bad)) == ([], ["grants/0/awardDate"])
    assert complaints(good, checked=False) == ["grants/0/awardDate", "issued"]
    assert complaints(bad, checked=False) == ["issued"]


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("fundingOrganization", [], "grants/0/fundingOrganization"),
        ("recipientIndividual", {"id": "x", "name": "y"}, "grants/0"),
        ("amountAwarded", "1500", "grants/0/amountAwarded"),
        ("dateModified", "2026-01-01", "grants/0/dateModified"),
        ("url", "not an address", "grants/0/url"),
        ("fromOpenCall", "maybe", "grants/0/fromOpenCall"),
    ],
)
def test_the_demands_would_notice_what_is_wrong(field: str, value: Any, complaint: str) -> None:
    document = built(made())
    document["grants"][0][field] = value
    assert complaints(document) == [complaint]


def test_the_code_lists_here_and_in_the_demands_are_the_same() -> None:
    definitions = json.loads((SCHEMAS / "grant.json").read_text())["definitions"]
    assert (definitions["reason"]["enum"], definitions["purpose"]["enum"]) == (list(REASONS), list(PURPOSES))


def test_a_grant_to_a_person_names_nobody() -> None:
    found = package([made(recipient=PERSON, title="Стипендия", description="Учёба")], PUBLISHER, ISSUED, "Grants", LICENCE)
    grant = found.document["grants"][0]
    assert grant["recipientIndividual"] == {"id": "360G-Assoc-IND-7", "name": "Individual Recipient"}
    assert grant["toIndividualsDetails"] == {"primaryGrantReason": "GTIR110", "grantPurpose": ["GTIP130"]}
    assert "Иванов" not in found.to_json()


@pytest.mark.parametrize("text", [{"title": "Поездка Ивановой"}, {"description": "Грант Анне на учёбу"}, {"place": "Дом Ивановых"}])
def test_a_text_that_names_the_person_in_any_case_is_withheld(text: dict[str, str]) -> None:
    found = package([made("1"), made("2", recipient=PERSON, **text)], PUBLISHER, ISSUED, "Grants", LICENCE)
    assert [one.code for withheld in found.withheld for one in withheld.findings] == ["names_a_person"]
    assert len(found.published) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"title": " "}, "field_empty"),
        ({"currency": "ROUBLES"}, "currency_unknown"),
        ({"amount": -1}, "amount_negative"),
        ({"awarded_on": date(2026, 2, 2)}, "award_after_issue"),
        ({"starts_on": date(2026, 2, 2), "ends_on": date(2026, 2, 1)}, "ends_before_start"),
        ({"funder": Organisation("1164883", "Association")}, "org_id_form"),
        ({"recipient": Organisation("GB-CHC-1", "")}, "field_empty"),
        ({"recipient": Individual("7", reason="hardship")}, "code_unknown"),
        ({"recipient": Individual("7", purposes=("GTIP999",))}, "code_unknown"),
        ({"recipient": Individual("")}, "field_empty"),
    ],
)
def test_a_grant_that_the_standard_would_refuse_is_withheld_with_its_reason(words: dict[str, Any], code: str) -> None:
    found = package([made("1"), made("2", **words)], PUBLISHER, ISSUED, "Grants", LICENCE)
    assert [grant.id for grant in found.published] == ["1"]
    assert [(one.code, one.number) for withheld in found.withheld for one in withheld.findings] == [(code, 2)]


def test_the_second_of_two_equal_numbers_is_withheld() -> None:
    found = package([made("1"), made("1")], PUBLISHER, ISSUED, "Grants", LICENCE)
    assert [one.code for withheld in found.withheld for one in withheld.findings] == ["id_twice"]


def test_nothing_to_publish_is_said_and_so_is_an_unclear_publisher() -> None:
    with pytest.raises(FundingError, match="no grant"):
        package([], PUBLISHER, ISSUED, "Grants", LICENCE)
    with pytest.raises(FundingError, match="publisher lacks"):
        package([made()], Publisher("Association", "GB-CHC-1", "Assoc"), ISSUED, "Grants", LICENCE)


def test_the_order_of_the_grants_given_does_not_change_the_file() -> None:
    one, two = made("1"), made("2", awarded_on=date(2026, 1, 2))
    texts = [package(grants, PUBLISHER, ISSUED, "Grants", LICENCE).to_json() for grants in ([one, two], [two, one])]
    assert texts[0] == texts[1]
    assert [grant["id"] for grant in json.loads(texts[0])["grants"]] == ["360G-Assoc-2", "360G-Assoc-1"]


def test_what_we_publish_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    path.write_text(package([made("1"), made("2", recipient=PERSON)], PUBLISHER, ISSUED, "Grants", LICENCE).to_json(), encoding="utf-8")
    reading = read_past_grants(path)
    assert [(grant.id, grant.amount, grant.individual) for grant in reading.taken] == [
        ("360G-Assoc-1", 1500_50, False),
        ("360G-Assoc-2", 1500_50, True),
    ]


@pytest.mark.parametrize("text", ["Премия Петрову", "Петровым написано", "For Petrov’s work", "Вручено Анне", "Достоевскому"])
def test_a_name_is_found_in_every_ending(text: str) -> None:
    assert any(names(text, name) for name in ("Петров", "Petrov", "Анна", "Достоевский"))


@pytest.mark.parametrize("text", ["Аннотация сборника", "Петербургские чтения", "A ramp"])
def test_other_words_are_no_names(text: str) -> None:
    assert not any(names(text, name) for name in ("Анна", "Петров", "Petrov"))
