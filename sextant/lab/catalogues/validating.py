"""A record held against its format. Patterns of fields are judged once and remembered, so that a million records cost little more than reading."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import coded
from .encodings import TWICE
from .findings import Finding
from .numbers import isbn, issn
from .records import Record
from .schema import Schema, schema_of

LANGUAGES = re.compile("(?:[a-z]{3})+")
FORM = re.compile(r"[a-z]{3}")
MISDECLARED = {("marc-8", "utf-8"), ("utf-8", "marc-8"), ("utf-8", "windows-1251"), ("utf-8", "koi8-r"), ("utf-8", "cp866"), ("utf-8", "latin-1"),
               ("marc-8", "windows-1251"), ("marc-8", "koi8-r"), ("marc-8", "cp866"), ("windows-1251", "utf-8"), ("koi8-r", "utf-8"), ("cp866", "utf-8"),
               ("windows-1251", "koi8-r"), ("koi8-r", "windows-1251"), ("cp866", "windows-1251")}  # fmt: skip


def findings_of(record: Record) -> list[Finding]:
    """Everything that is wrong with the record, by its format; nothing where there is no schema for its kind."""
    number = record.number
    found = [Finding(number, note.field, note.rule, note.words) for note in record.notes]
    encoding = record.encoding
    if encoding.charset != "ascii":
        found += _of_encoding(record)
    schema = schema_of(record.format, record.kind)
    if schema is None:
        return found
    _of_fields(record, schema, found)
    tags = [tag for tag, _ in record.fields]
    if not schema.required.issubset(tags):
        found += [Finding(number, tag, "field_missing") for tag in sorted(schema.required.difference(tags))]
    if not schema.wanted.issubset(tags):
        found += [Finding(number, tag, "field_wanted") for tag in sorted(schema.wanted.difference(tags))]
    once = [tag for tag in tags if tag in schema.single]
    if len(set(once)) < len(once):
        twice = sorted({tag for tag in once if once.count(tag) > 1})
        found += [Finding(number, tag, "field_repeated", (("times", once.count(tag)),)) for tag in twice]
    leader = record.leader
    placed = coded.leader(record.format, record.kind, f"     {leader[5:12]}     {leader[17:24]}")
    if placed:
        found += [Finding(number, f"LDR/{where}", fault, words) for where, (fault, words) in placed]
    return found


def _of_fields(record: Record, schema: Schema, found: list[Finding]) -> None:
    """The loop that costs: one split and one look into the remembered patterns for each field."""
    number, shapes, checks, control = record.number, schema.shapes, CHECKS[record.format], schema.control
    for tag, data in record.fields:
        if tag in control:
            if b"\x1f" in data:
                found.append(Finding(number, tag, "control_with_subfields"))
            elif tag in checks:
                checks[tag](record, tag, [data], found)
            continue
        parts = data.split(b"\x1f")
        marks = parts.pop(0)
        codes = b"".join([part[:1] for part in parts])
        name = tag if tag != "880" else _linked(parts)
        faults = shapes.get((name, marks, codes))
        if faults is None:
            faults = schema.faults(name, marks, codes)
        if faults:
            found += [Finding(number, tag, rule, words) for rule, words in faults]
        if parts and min(map(len, parts)) < 2:
            found.append(Finding(number, tag, "subfield_empty", (("code", next(part for part in parts if len(part) < 2).decode("latin-1")),)))
        if tag in checks and tag >= "010":
            checks[tag](record, tag, parts, found)


def _linked(parts: list[bytes]) -> str:
    """For a field in another script: the tag that it is the other form of."""
    said = parts[0][1:4].decode("latin-1") if parts and parts[0][:1] == b"6" else ""
    return said if said.isdigit() else "880"


def _of_encoding(record: Record) -> list[Finding]:
    found, encoding = [], record.encoding
    if (encoding.declared, encoding.charset) in MISDECLARED and encoding.why != "why_mostly_utf8":
        words = (("said", encoding.declared), ("found", encoding.charset))
        found.append(Finding(record.number, "LDR/9" if record.format == "marc21" else "100", "encoding_misdeclared", words))
    if encoding.why == "why_mostly_utf8" or (encoding.why == "why_nothing_else" and encoding.charset == "marc-8"):
        found.append(Finding(record.number, "", "encoding_broken", (("found", encoding.charset),)))
    if encoding.why == "why_single_marks":
        found.append(Finding(record.number, "", "nonsorting_bytes"))
    if encoding.charset == "utf-8":
        twice = [tag for tag, data in record.fields if b"\xc2" in data and TWICE.search(data)]
        if twice:
            found.append(Finding(record.number, twice[0], "encoding_twice", (("fields", len(twice)),)))
    return found


Check = Callable[[Record, str, list[bytes], list[Finding]], None]


def _fixed(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    text = parts[0].decode("latin-1")
    if record.kind != "bibliographic":
        placed = coded.fixed(record.kind, record.kind, text)
    else:
        # the two halves are remembered apart: dates and languages vary, the codes of a material repeat
        placed = coded.fixed("bibliographic", "all", text)
        if len(text) == 40:
            placed += coded.fixed("bibliographic", coded.material(record.leader), f"{'':18}{text[18:35]}{'':5}")
    _put(record, tag, placed, found)


def _put(record: Record, tag: str, placed: tuple[coded.Placed, ...], found: list[Finding]) -> None:
    for where, (rule, words) in placed:
        found.append(Finding(record.number, f"{tag}/{where}" if where else tag, rule, words))


def _additional(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    _put(record, tag, coded.additional(parts[0].decode("latin-1")), found)


def _physical(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    _put(record, tag, coded.physical(parts[0].decode("latin-1")), found)


def _general(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    name = {"100": "general", "105": "monograph", "106": "text"}[tag]
    for part in parts:
        if part[:1] == b"a":
            _put(record, tag, coded.general(name, part[1:].decode("latin-1")), found)


def _isbn(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    for part in parts:
        if part[:1] == b"a":
            text = record.text(part[1:]).strip()
            if text and (wrong := isbn(text)[1]):
                found.append(Finding(record.number, tag, f"isbn_{wrong}", (("value", text),)))


def _issn(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    for part in parts:
        if part[:1] == b"a":
            text = record.text(part[1:]).strip()
            if text and (wrong := issn(text)[1]):
                found.append(Finding(record.number, tag, f"issn_{wrong}", (("value", text),)))


def _language(record: Record, tag: str, parts: list[bytes], found: list[Finding]) -> None:
    """Codes of three small letters, unless $2 names another list; several codes in one subfield were the way until 2001."""
    if any(part[:1] == b"2" for part in parts):
        return
    for part in parts:
        text = part[1:].decode("latin-1").strip()
        if part[:1] in b"abcdefghijkmn" and text and not LANGUAGES.fullmatch(text):
            found.append(Finding(record.number, tag, "language_form", (("value", text),)))


MARC21: dict[str, Check] = {"006": _additional, "007": _physical, "008": _fixed, "020": _isbn, "022": _issn, "041": _language}
UNIMARC: dict[str, Check] = {"010": _isbn, "011": _issn, "100": _general, "105": _general, "106": _general, "101": _language}
CHECKS: dict[str, dict[str, Check]] = {"marc21": MARC21, "unimarc": UNIMARC, "rusmarc": UNIMARC}
