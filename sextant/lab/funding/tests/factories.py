"""Small calls, needs, grants and files that the tests make for themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from sextant.lab.funding.calls import FundingCall, PastGrant
from sextant.lab.funding.granted import GrantMade, Organisation, Publisher
from sextant.lab.funding.mapping import CallMapping, read_mapping
from sextant.lab.funding.needs import Need

TODAY = date(2026, 3, 1)
HEADER = "Номер;Конкурс;Грантодатель;Регионы;Формы;Заявители;Темы;От;До;Софинансирование;Начало;Окончание;Ссылка;Описание"
ROW = "1;Читающий край;Фонд;вся Россия;НКО;библиотеки;чтение;100 000;1 500 000,50;25%;01.02.2026;01.04.2026;https://example.org;Книги для детей"

FUNDER = Organisation("GB-CHC-1164883", "Association")
PUBLISHER = Publisher("Association", "GB-CHC-1164883", "360G-Assoc", "https://example.org")


def example() -> CallMapping:
    """The mapping that is shipped."""
    return read_mapping(Path(__file__).parent.parent / "mappings" / "example.toml")


def table(folder: Path, *rows: str, encoding: str = "utf-8", header: str = HEADER) -> Path:
    """A CSV file in the layout of the shipped mapping."""
    path = folder / "calls.csv"
    path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
    return path


def document(folder: Path, content: Any, name: str = "data.json") -> Path:
    """A JSON file."""
    path = folder / name
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def call(**words: Any) -> FundingCall:
    """A call that admits the need below at every gate, unless told otherwise."""
    given: dict[str, Any] = {
        "id": "c1",
        "title": "Reading grants",
        "funder": "Fund",
        "countries": ("RU",),
        "regions": ("*",),
        "legal_forms": ("nonprofit",),
        "applicant_kinds": ("library",),
        "award_min": 100_00,
        "award_max": 1000_00,
        "currency": "RUB",
        "cofunding_share": 0,
        "closes_on": date(2026, 4, 1),
    }
    return FundingCall(**(given | words))


def need(**words: Any) -> Need:
    """A Russian library that needs 500 roubles."""
    given: dict[str, Any] = {
        "key": "n1",
        "title": "Книги для детей",
        "amounts": {2026: 500_00},
        "currency": "RUB",
        "country": "RU",
        "region": "Moscow",
        "legal_form": "nonprofit",
        "kind": "library",
        "cofunding": 100_00,
    }
    return Need(**(given | words))


def past(number: str, **words: Any) -> PastGrant:
    """A grant to a library."""
    given: dict[str, Any] = {
        "id": number,
        "title": "Books for children",
        "description": "",
        "funder": "Fund",
        "funder_id": "GB-CHC-1",
        "recipient": "Village library",
        "recipient_id": "GB-CHC-2",
        "amount": 100_00,
        "currency": "GBP",
        "awarded_on": date(2025, 1, 1),
    }
    return PastGrant(**(given | words))


def made(number: str = "1", **words: Any) -> GrantMade:
    """A grant that the association made to an organisation."""
    given: dict[str, Any] = {
        "id": number,
        "title": "Reading room",
        "description": "Furniture for a reading room.",
        "currency": "GBP",
        "amount": 1500_50,
        "awarded_on": date(2026, 1, 15),
        "funder": FUNDER,
        "recipient": Organisation("GB-COH-09668396", "Village library", city="Leeds"),
    }
    return GrantMade(**(given | words))


def given_grant(number: str = "360G-x-1", **words: Any) -> dict[str, Any]:
    """A grant as other funders publish it."""
    return {
        "id": number,
        "title": "Books",
        "description": "Books for a village library",
        "currency": "GBP",
        "amountAwarded": 1500.5,
        "awardDate": "2025-01-15T00:00:00Z",
        "fundingOrganization": [{"id": "GB-CHC-1", "name": "Fund"}],
        "recipientOrganization": [{"id": "GB-CHC-2", "name": "Village library", "location": [{"countryCode": "GB"}]}],
    } | words


def opportunity(number: str = "a", **words: Any) -> dict[str, Any]:
    """An opportunity of the CommonGrants protocol with a field that the protocol does not know."""
    return {
        "id": number,
        "title": "Library innovation",
        "description": "For public libraries",
        "status": {"value": "open"},
        "funding": {
            "minAwardAmount": {"amount": "10000.00", "currency": "USD"},
            "maxAwardAmount": {"amount": "50000.50", "currency": "USD"},
        },
        "keyDates": {
            "postDate": {"name": "Posted", "eventType": "singleDate", "date": "2026-01-15"},
            "closeDate": {"name": "Closes", "eventType": "singleDate", "date": "2026-12-31", "time": "17:00:00"},
        },
        "acceptedApplicantTypes": [{"value": "non_profit_with_501c3"}, {"value": "custom", "customValue": "library"}],
        "source": "https://example.org/a",
        "customFields": {"agency": {"name": "agency", "fieldType": "object", "value": {"agencyCode": "X", "agencyName": "Institute"}}},
        "somethingNew": [1, 2],
    } | words
