"""What a bibliographic record says of its work, as one plain row, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from sys import intern
from typing import Any

from .ages import age_mark, audience
from .encodings import TWICE
from .numbers import isbn
from .reading import read_catalogue
from .records import Choice, Record

YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
NONSORTING = re.compile("[\x88\x89\x98\x9c]|<<|>>")
EDGES = " /:;,=.[]"
KINDS = {"a": "text", "b": "manuscript", "t": "manuscript", "c": "music", "d": "music", "e": "map", "f": "map", "g": "visual", "i": "sound", "j": "sound",
         "k": "picture", "l": "electronic", "m": "electronic", "o": "kit", "p": "mixed", "r": "object"}  # fmt: skip
UNIMARC_KINDS = {**KINDS, "b": "manuscript", "m": "kit"}
BBK = ("rubbk", "bbk", "rubbkd", "rubbkn", "rubbko", "rubbkk", "rubbkmv")
FICTION, FACT = "1cdfhj", "0eims"


@dataclass(frozen=True, slots=True)
class Title:
    """One work as the catalogue describes it. `id` is its ISBN-13, else its control number; `low` and `high` are ages in years (None: not told);
    `scheme` is `udc`, `bbk`, `ddc`, `lcc` or empty; `kind` is book, serial, article, sound … ; `fiction` None: not told."""

    id: str
    isbn: str
    title: str
    author: str
    year: int | None
    language: str
    low: int | None
    high: int | None
    scheme: str
    class_: str
    age_mark: str
    publisher: str
    kind: str
    fiction: bool | None
    subjects: tuple[str, ...]
    record: int

    def row(self) -> dict[str, Any]:
        """The title as a plain row; `class_` is called `class`."""
        return {name.rstrip("_"): list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}


def works_of(paths: Iterable[Path] | Path, format: Choice = "auto") -> Iterator[Title]:
    """Every bibliographic record of the files as a row, in order; authorities, holdings and quarantined stretches give none.

    Ids are made unique within the call: a second record with the same id gets `~2` after it. Raises `CatalogueError` as `read_catalogue` does.
    """
    met: dict[str, int] = {}
    for path in [paths] if isinstance(paths, Path) else paths:
        for record in read_catalogue(path, format):
            if isinstance(record, Record) and record.kind == "bibliographic":
                title = describe(record)
                times = met[title.id] = met.get(title.id, 0) + 1
                yield title if times == 1 else _renamed(title, times)


def _renamed(title: Title, times: int) -> Title:
    from dataclasses import replace

    return replace(title, id=f"{title.id}~{times}")


def describe(record: Record, *, whole: bool = True) -> Title:
    """The row of one bibliographic record; without `whole` it has neither publisher nor subjects, which takes a third less time."""
    low, high = audience(record)
    number = next((found for text in record.values("020" if record.format == "marc21" else "010") if (found := isbn(text)[0])), "")
    named = _marc21(record, whole) if record.format == "marc21" else _unimarc(record, whole)
    scheme, class_ = _classed(record)
    return Title(
        id=number or record.id,
        isbn=number,
        low=low,
        high=high,
        scheme=scheme,
        class_=class_,
        age_mark=age_mark(record),
        record=record.number,
        **named,
    )


def _marc21(record: Record, whole: bool) -> dict[str, Any]:
    fixed = record.control("008")
    books = record.leader[6:8] in ("aa", "ac", "ad", "am") or record.leader[6:7] == "t"
    form = fixed[33:34] if books else ""
    author = next((name for tag in ("100", "110", "111", "700", "710") if (name := record.first(tag))), "")
    return {
        "title": _joined(record, "245", "abnp"),
        "author": author.strip(EDGES),
        "year": _year(fixed[7:11], [*record.values("264", "c"), *record.values("260", "c")]),
        "language": _language(fixed[35:38]) or _language(record.first("041")[:3]),
        "publisher": (_joined(record, "264", "b") or _joined(record, "260", "b")) if whole else "",
        "kind": _kind(KINDS, record.leader, serial="bis", part="ab"),
        "fiction": True if form and form in FICTION else False if form and form in FACT else None,
        "subjects": _subjects(record, ("600", "650", "651", "653", "655")) if whole else (),
    }


def _unimarc(record: Record, whole: bool) -> dict[str, Any]:
    given = next(((name, first) for tag in ("700", "701", "702") for name, first in [_person(record, tag)] if name), ("", ""))
    author = ", ".join(part.strip(EDGES) for part in given if part) or record.first("710") or record.first("711")
    form = record.first("105")[11:12]
    return {
        "title": _joined(record, "200", "aehi"),
        "author": author.strip(EDGES),
        "year": _year(record.first("100")[9:13], [*record.values("210", "d"), *record.values("214", "d")]),
        "language": _language(record.first("101")[:3]),
        "publisher": (_joined(record, "210", "c") or _joined(record, "214", "c")) if whole else "",
        "kind": _kind(UNIMARC_KINDS, record.leader, serial="si", part="a"),
        "fiction": True if form and form in "abcefg" else False if form and form in "dy" else None,
        "subjects": _subjects(record, ("600", "606", "607", "608", "610")) if whole else (),
    }


def _subjects(record: Record, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Subject headings without their subdivisions, each once, twenty at most."""
    return tuple(dict.fromkeys(text.strip(" .,") for tag in tags for text in record.values(tag)))[:20]


def _person(record: Record, tag: str) -> tuple[str, str]:
    for data in record.of(tag):
        parts = dict(reversed(record.subfields(data)))
        return parts.get("a", ""), parts.get("g", "") or parts.get("b", "")
    return "", ""


def _joined(record: Record, tag: str, codes: str) -> str:
    """Subfields of the first field of that tag in one text, without marks of ISBD at the ends and without non-sorting marks."""
    for data in record.of(tag):
        parts = [text.strip(EDGES) for code, text in record.subfields(data) if code in codes]
        if any(parts):
            whole = NONSORTING.sub("", " : ".join(part for part in parts if part))
            return _once(whole) if record.encoding.charset == "utf-8" and TWICE.search(data) else whole
    return ""


def _once(text: str) -> str:
    """A text that was put into UTF-8 twice, put back once; as it is where that cannot be."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _year(coded: str, written: list[str]) -> int | None:
    if coded.isdecimal() and coded.isascii() and 1400 <= int(coded) <= 2099:
        return int(coded)
    found = next((met for text in written if (met := YEAR.search(text))), None)
    return int(found[1]) if found else None


def _language(text: str) -> str:
    return intern(text) if len(text) == 3 and text.isascii() and text.isalpha() and text.islower() and text not in ("und", "zxx") else ""


def _kind(kinds: dict[str, str], leader: str, *, serial: str, part: str) -> str:
    level, sign = leader[7:8], kinds.get(leader[6:7], "text")
    if level and level in serial:
        return "serial"
    if sign == "text":
        return "article" if level and level in part else "book"
    return sign


def _classed(record: Record) -> tuple[str, str]:
    """The first classification in the order UDC, BBK, DDC, LCC, others without a name."""
    if record.format == "marc21":
        order = (("udc", "080"), ("bbk", "084"), ("ddc", "082"), ("lcc", "050"))
    else:
        order = (("udc", "675"), ("bbk", "686"), ("ddc", "676"), ("lcc", "680"))
    for scheme, tag in order:
        for data in record.of(tag):
            parts = dict(reversed(record.subfields(data)))
            if parts.get("a") and (scheme != "bbk" or parts.get("2", "").lower() in BBK):
                return scheme, parts["a"].replace("/", "").strip() if scheme == "ddc" else parts["a"].strip()
    return "", ""
