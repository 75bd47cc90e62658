"""A register of libraries, as a city or region publishes one: who they are and where, without figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import files
from .findings import error

MOST_BYTES = 1 << 28


@dataclass(slots=True)
class RegisterRow:
    """One library of a register. Coordinates are degrees of WGS 84, '' where not known."""

    unit_id: str
    unit_name: str
    full_name: str
    region: str
    record: int
    attributes: dict[str, str] = field(default_factory=dict)


def read_register(path: str | Path) -> list[RegisterRow]:
    """The libraries of a JSON register in the shape of the open data of Moscow, deleted ones left out.

    Raises `ReturnsError` when the file is no such register, or a record has no id or no name.
    """
    path = Path(path)
    source = files.sources(path)[0]
    with files.opened(source) as stream:
        text = stream.read(MOST_BYTES).decode(source.encoding, "replace")
    try:
        data = json.loads(text)
    except json.JSONDecodeError as reason:
        raise error("broken_json", path.name, reason.lineno, reason=reason.msg) from reason
    records = data.get("response") if isinstance(data, dict) else data
    if not isinstance(records, list):
        raise error("broken_json", path.name, reason="no list of libraries / нет списка библиотек")
    return list(_rows(path, records))


def _rows(path: Path, records: list[Any]) -> Iterator[RegisterRow]:
    seen: set[str] = set()
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise error("broken_json", path.name, reason=f"record / запись {number}")
        if record.get("is_deleted"):
            continue
        key, name = str(record.get("global_id") or ""), str(record.get("CommonName") or "")
        if not key or not name or key in seen:
            raise error("broken_json", path.name, reason=f"record {number}: global_id, CommonName")
        seen.add(key)
        yield _row(record, number, key, name)


def _row(record: dict[str, Any], number: int, key: str, name: str) -> RegisterRow:
    address = _first(record, "ObjectAddress")
    owner = _first(record, "OrgInfo")
    points = _mapping(record.get("geoData")).get("coordinates") or [["", ""]]
    point = points[0] if isinstance(points[0], list) else points
    attributes = {
        "address": address.get("Address"),
        "postcode": address.get("PostalCode"),
        "district": address.get("District"),
        "phone": _first(record, "PublicPhone").get("PublicPhone"),
        "email": _first(record, "Email").get("Email"),
        "website": record.get("WebSite"),
        "owner": owner.get("FullName"),
        "inn": owner.get("INN"),
        "seats": record.get("NumOfSeats"),
        "lon": point[0],
        "lat": point[1],
    }
    held = {word: " ".join(str(value).split()) for word, value in attributes.items() if value not in (None, "")}
    return RegisterRow(key, name, str(record.get("FullName") or name), str(address.get("AdmArea") or ""), number, held)


def _first(record: dict[str, Any], name: str) -> dict[str, Any]:
    entries = record.get(name)
    return _mapping(entries[0]) if isinstance(entries, list) and entries else {}


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
