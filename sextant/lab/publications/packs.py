"""Packs of norms in TOML: the shipped ones, and those that an expert writes. Reading checks everything and says where; writing loses nothing."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from .findings import PackError, PackProblem, refuse, say
from .norms import POINT_MM, Pack, Row, Rule, Words
from .pack_fields import PACK_FIELDS, ROW_FIELDS, RULE_FIELDS, Places, read_fields

FOLDER = Path(__file__).with_name("packs")
HEADING = re.compile(r"^\s*\[\[\s*(rule|rule\.row|missing)\s*\]\]")
LONGEST = 400_000


def parse_pack(text: str, name: str = "") -> Pack:
    """The pack written in that TOML. Raises PackError, with every problem by line and key; `name` stands before its sentence."""
    if len(text) > LONGEST:
        raise PackError((PackProblem(say("pack_too_long", most=LONGEST)),), name)
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as trouble:
        found = re.search(r"at line (\d+)", str(trouble))
        reason = re.sub(r"\s*\(at .*\)$", "", str(trouble))
        raise PackError((PackProblem(say("pack_not_toml", reason=reason), int(found[1]) if found else 0),), name) from None
    lines = text.split("\n")
    places = Places(lines, _lines(lines))
    pack = _pack(table, places)
    _compared(pack, places)
    if places.problems:
        raise PackError(tuple(places.problems), name)
    return pack


def _lines(lines: list[str]) -> dict[tuple[int, ...], tuple[int, int]]:
    """First and last line of the head `()`, of every rule `(r,)` and of every row `(r, n)`, both counted from 0."""
    starts: list[tuple[tuple[int, ...], int]] = [((), 1)]
    rule, row, last = -1, -1, 0
    for last, line in enumerate(lines, 1):
        heading = HEADING.match(line)
        if heading and heading[1] == "rule":
            rule, row = rule + 1, -1
            starts.append(((rule,), last))
        elif heading and heading[1] == "rule.row":
            row += 1
            starts.append(((rule, row), last))
        elif heading:
            starts.append(((-1, last), last))
    ends = [start - 1 for _, start in starts[1:]] + [last]
    return {place: (start, end) for (place, start), end in zip(starts, ends, strict=True)}


def _pack(table: dict[str, object], places: Places) -> Pack:
    head = read_fields(table, PACK_FIELDS, places, ())
    rules = tuple(_rule(one, places, number) for number, one in enumerate(places.tables(table, "rule", ())))
    missing = tuple(read_fields(one, {"en": "text", "ru": "text"}, places, (), required=("en", "ru")) for one in places.tables(table, "missing", ()))
    return Pack(
        id=head.get("id", ""),
        jurisdiction=head.get("jurisdiction", ""),
        document=head.get("document", Words("", "")),
        rules=rules,
        valid_from=head.get("valid_from"),
        valid_until=head.get("valid_until"),
        point_mm=head.get("point_mm", POINT_MM),
        note=head.get("note"),
        missing=tuple(Words(one.get("en", ""), one.get("ru", "")) for one in missing),
    )


def _rule(table: dict[str, object], places: Places, number: int) -> Rule:
    fields = read_fields(table, RULE_FIELDS, places, (number,))
    rows = tuple(_row(one, places, (number, at)) for at, one in enumerate(places.tables(table, "row", (number,))))
    if not rows:
        places.add((number,), "row", "pack_no_rows")
    known = {"key": "", "kind": "type", "title": Words("", ""), "ages": (), "kinds": (), **fields}
    return Rule(**known, rows=rows)


def _row(table: dict[str, object], places: Places, place: tuple[int, ...]) -> Row:
    fields = read_fields(table, ROW_FIELDS, places, place)
    return Row(**{"key": "", "source": Words("", ""), **fields})


def _compared(pack: Pack, places: Places) -> None:
    """What single fields cannot show: order of dates and bounds, keys that stand twice, rows that demand nothing."""
    if pack.valid_from and pack.valid_until and pack.valid_until < pack.valid_from:
        places.add((), "valid_until", "pack_dates")
    seen: set[str] = set()
    for number, rule in enumerate(pack.rules):
        for place, key in [((number,), rule.key), *(((number, at), row.key) for at, row in enumerate(rule.rows))]:
            if key and key in seen:
                places.add(place, "key", "pack_key_twice", value=key)
            seen.add(key)
        for at, row in enumerate(rule.rows):
            if (number, at) not in places.bad and (number,) not in places.bad:
                _row_compared(rule, row, places, (number, at))


def _row_compared(rule: Rule, row: Row, places: Places, place: tuple[int, ...]) -> None:
    if row.characters_from is not None and row.characters_to is not None and row.characters_to < row.characters_from:
        places.add(place, "characters_to", "pack_bounds", first="characters_from", second="characters_to")
    if row.line_mm is not None and row.line_max_mm is not None and row.line_max_mm < row.line_mm:
        places.add(place, "line_max_mm", "pack_bounds", first="line_mm", second="line_max_mm")
    needed = NEEDED.get(rule.kind, ())
    if needed and all(getattr(row, name) in (None, ()) for name in needed):
        places.add(place, needed[0], "pack_row_empty", kind=rule.kind, needed=", ".join(needed))


NEEDED = {
    "type": ("size_pt", "leading_pt", "line_mm", "line_max_mm", "faces", "weights", "widths", "upright"),
    "columns": ("gap_mm", "verse_only"),
    "ground_density": ("density_max", "density_min"),
}


@cache
def packs() -> tuple[Pack, ...]:
    """The shipped packs, in the order of their ids."""
    return tuple(parse_pack(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.toml")))


def pack_named(name: str, among: tuple[Pack, ...] | list[Pack] | None = None) -> Pack:
    """The pack of that id; of several editions the latest. Raises PublicationError that names the packs there are."""
    known = packs() if among is None else tuple(among)
    found = [one for one in known if one.id == name]
    if not found:
        raise refuse("pack_unknown", name=name, known=", ".join(sorted({one.id for one in known})))
    return max(found, key=lambda one: one.valid_from or date.min)


def pack_on(name: str, day: date, among: tuple[Pack, ...] | list[Pack] | None = None) -> Pack | None:
    """The edition of that pack in force on `day`; None where there was none."""
    known = packs() if among is None else tuple(among)
    found = [one for one in known if one.id == name and one.in_force(day)]
    return max(found, key=lambda one: one.valid_from or date.min) if found else None
