"""Grants that others have made, from files in the 360Giving Data Standard: JSON, or the headings of its spreadsheet form.

Names of fields as in the schema of 360Giving Data Standard (1.x; text read) and its publisher guidance for grants to
individuals (text read). Headings may be numbered (`Recipient Org:0:Name`), of which the first is taken.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from .calls import PastGrant, Reading, Row
from .files import Table, csv_table, json_document, workbook_table
from .findings import CellMistake, error
from .money import known_currency, minor_units
from .rows import Gathering, account, day, list_rows, part, plain, table_rows

HEADINGS = {
    "id": "Identifier",
    "title": "Title",
    "description": "Description",
    "currency": "Currency",
    "amountAwarded": "Amount Awarded",
    "awardDate": "Award Date",
    "funder": "Funding Org:Name",
    "funder_id": "Funding Org:Identifier",
    "recipient": "Recipient Org:Name",
    "recipient_id": "Recipient Org:Identifier",
    "person": "Recipient Ind:Identifier",
    "country": "Recipient Org:Country",
    "place": "Beneficiary Location:Country Code",
    "region": "Recipient Org:County",
    "programme": "Grant Programme:Title",
}
NEEDED = ("id", "title", "currency", "amountAwarded", "awardDate", "funder")


def read_past_grants(path: Path) -> Reading[PastGrant]:
    """The grants of a file (`.json`, `.csv`, `.xlsx` or `.ods`); read = taken + refused.

    Raises `FundingError` for a file that holds no grants in the standard's form.
    """
    ending = path.suffix.lower()
    if ending == ".csv":
        return _from_table(csv_table(path), path.name)
    if ending in (".xlsx", ".ods", ".xls"):
        return _from_table(workbook_table(path), path.name)
    document = json_document(path)
    grants = document.get("grants") if isinstance(document, dict) else None
    if not isinstance(grants, list):
        raise error("no_grants", path.name)
    return account(path.name, "item", list_rows(grants), _from_json, lambda grant: grant.id)


def _from_json(row: Row, gathering: Gathering) -> PastGrant:
    funder, recipient = _first(row, "fundingOrganization"), _first(row, "recipientOrganization")
    flat: dict[str, object] = {name: row.get(name) for name in ("id", "title", "description", "currency", "amountAwarded", "awardDate")}
    flat |= {
        "funder": funder.get("name"),
        "funder_id": funder.get("id"),
        "recipient": recipient.get("name"),
        "recipient_id": recipient.get("id"),
        "person": bool(row.get("recipientIndividual")) or "",
        "country": _first(recipient, "location").get("countryCode") or recipient.get("addressCountry"),
        "place": _first(row, "beneficiaryLocation").get("countryCode"),
        "region": recipient.get("addressRegion"),
        "programme": _first(row, "grantProgramme").get("title"),
    }
    return _grant(flat, {name: name for name in flat}, row, gathering)


def _from_table(table: Table, file: str) -> Reading[PastGrant]:
    headings = {column.replace(":0:", ":"): column for column in table.columns}
    names = {name: headings[heading] for name, heading in HEADINGS.items() if heading in headings}
    for name in NEEDED:
        if name not in names:
            raise error("column_missing", file, column=HEADINGS[name], mapping="360Giving")

    def one(row: Row, gathering: Gathering) -> PastGrant:
        return _grant({name: row.get(column) for name, column in names.items()}, names, row, gathering)

    return account(file, "line", table_rows(table), one, lambda grant: grant.id)


def _grant(flat: dict[str, object], names: dict[str, str], raw: Row, gathering: Gathering) -> PastGrant:
    text = {name: plain(value) for name, value in flat.items()}
    for name in NEEDED:
        if not text.get(name):
            gathering.add("field_empty", names.get(name, name))
    individual = bool(text.get("person"))
    currency = gathering.take(lambda: known_currency(text["currency"], names["currency"]) if text["currency"] else "", "")
    amount = gathering.take(lambda: _amount(flat["amountAwarded"], currency, names["amountAwarded"]), 0)
    awarded = None
    if text["awardDate"]:
        awarded = gathering.take(lambda: day(text["awardDate"].replace(" ", "T"), names["awardDate"]), None)
    return PastGrant(
        id=text["id"],
        title=text["title"],
        description=text.get("description", ""),
        funder=text["funder"],
        funder_id=text.get("funder_id", ""),
        recipient="" if individual else text.get("recipient", ""),
        recipient_id="" if individual else text.get("recipient_id", ""),
        amount=amount,
        currency=currency,
        awarded_on=awarded or NEVER,
        country=_code(text.get("country", "")) or _code(text.get("place", "")),
        region=text.get("region", ""),
        programme=text.get("programme", ""),
        individual=individual,
        source="360Giving",
        raw={} if individual else raw,
    )


def _amount(value: object, currency: str, name: str) -> int:
    if not currency or value in (None, ""):
        return 0
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise CellMistake("not_an_amount", name, value)
    return minor_units(Decimal(value) if isinstance(value, int) else value, currency, name)


def _code(country: str) -> str:
    """The ISO 3166-1 code; the name of a country, which the standard allows too, is none."""
    return country.upper() if len(country) == 2 and country.isalpha() else ""


def _first(row: Row, name: str) -> Row:
    value = row.get(name)
    return part(value[0] if isinstance(value, list) and value else value)


NEVER = day("0001-01-01", "")
"""Stands in a grant that is refused anyway, because its date could not be read."""
