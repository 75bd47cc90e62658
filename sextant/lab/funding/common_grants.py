"""Calls from a file of the CommonGrants protocol.

Names of fields as in `OpportunityBase`, `OppFunding`, `OppTimeline`, `Event`, `Money` and `ApplicantType` of the
protocol's core library (HHS, simpler-grants-protocol, versions 0.1 to 0.3; text read). What the protocol does not know
may be there and stays in `raw`. Funders and themes are no fields of the base: they are taken from the custom fields
`agency` and `category` where a publisher gives them, co-funding from none (`costSharing` tells only whether, not how much).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from .calls import ANY, FundingCall, Reading, Row, Status
from .files import json_document
from .findings import CellMistake, error
from .money import known_currency, minor_units
from .rows import Gathering, account, check_call, day, list_rows, part, plain

STATUSES = ("forecasted", "open", "closed", "custom")


def read_common_grants(path: Path) -> Reading[FundingCall]:
    """The opportunities of a file: one, a list, or a response of the protocol (`items`, or `data`).

    Raises `FundingError` for a file that is no JSON or holds no opportunities.
    """
    items = _items(json_document(path))
    if items is None:
        raise error("no_opportunities", path.name)
    return account(path.name, "item", list_rows(items), _call, lambda call: call.id)


def _items(document: Any) -> list[Any] | None:
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    for name in ("items", "data"):
        if name in document:
            inner = document[name]
            return inner if isinstance(inner, list) else [inner]
    return [document] if "title" in document else None


def _call(row: Row, gathering: Gathering) -> FundingCall:
    nothing: tuple[int | None, int | None, str] = (None, None, "")
    lowest, highest, currency = gathering.take(lambda: _awards(row), nothing)
    opens = gathering.take(lambda: _event(row, "postDate", "startDate"), None)
    closes = gathering.take(lambda: _event(row, "closeDate", "endDate"), None)
    call = FundingCall(
        id=plain(row.get("id")),
        title=plain(row.get("title")),
        funder=_custom(row, "agency", "agencyName"),
        applicant_kinds=_kinds(row),
        themes=_themes(row),
        award_min=lowest,
        award_max=highest,
        currency=currency,
        opens_on=opens,
        closes_on=closes,
        status=_status(row),
        url=plain(row.get("source")),
        text=plain(row.get("description")),
        source="CommonGrants",
        raw=row,
    )
    return check_call(call, gathering)


def _awards(row: Row) -> tuple[int | None, int | None, str]:
    funding = part(row.get("funding"))
    lowest, first = _money(funding, "minAwardAmount")
    highest, second = _money(funding, "maxAwardAmount")
    if first and second and first != second:
        raise CellMistake("two_currencies", "funding", f"{first}, {second}")
    return lowest, highest, first or second


def _money(funding: Row, name: str) -> tuple[int | None, str]:
    money = part(funding.get(name))
    if money.get("amount") is None:
        return None, ""
    place = f"funding.{name}"
    currency = known_currency(plain(money.get("currency")), f"{place}.currency")
    amount = money["amount"]
    exact = Decimal(amount) if isinstance(amount, int) else amount
    return minor_units(exact if isinstance(exact, Decimal) else plain(exact), currency, f"{place}.amount"), currency


def _event(row: Row, name: str, edge: str) -> date | None:
    """The day of a key date: `date` of a single one, `edge` of a range; an event of another type names none."""
    event = part(part(row.get("keyDates")).get(name))
    for word in ("date", edge):
        if event.get(word):
            return day(plain(event[word]), f"keyDates.{name}.{word}")
    return None


def _kinds(row: Row) -> tuple[str, ...]:
    given = row.get("acceptedApplicantTypes")
    kinds = [part(kind) for kind in given] if isinstance(given, list) else []
    words = [plain(kind.get("customValue")) if kind.get("value") == "custom" else plain(kind.get("value")) for kind in kinds]
    return (ANY,) if "unrestricted" in words else tuple(dict.fromkeys(word for word in words if word))


def _themes(row: Row) -> tuple[str, ...]:
    category = part(part(row.get("customFields")).get("category")).get("value")
    given = category if isinstance(category, list) else [category]
    return tuple(plain(theme) for theme in given if isinstance(theme, str) and theme)


def _custom(row: Row, name: str, member: str) -> str:
    value = part(part(row.get("customFields")).get(name)).get("value")
    return plain(value.get(member)) if isinstance(value, dict) else plain(value)


def _status(row: Row) -> Status:
    value = part(row.get("status")).get("value")
    return cast(Status, value) if value in STATUSES else ""
