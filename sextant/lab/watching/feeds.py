"""Files of feeds read into entries: RSS (RSS Advisory Board, RSS 2.0 specification; RSS 1.0), Atom (RFC 4287), CSV. Clauses not seen.

Nothing is fetched and no entity is resolved. An entry without a title or a day is counted and left out: it cannot be placed in time.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from .findings import refuse

MOST = 5_000
"""Entries of a file."""
TITLE, TEXT, ADDRESS = 300, 2_000, 500
"""Characters of a title, a text and an address that are kept; a longer address is left out."""
NAMES = {
    "title": ("title", "заголовок", "название"),
    "url": ("url", "link", "address", "ссылка", "адрес"),
    "day": ("date", "day", "published", "дата"),
    "text": ("text", "summary", "description", "текст", "описание"),
}
"""What the columns of a table may be called."""
DAYS = ("pubDate", "published", "date", "issued", "updated", "modified")
"""Elements that tell the day, the first that is there counts."""
TAG = re.compile(r"<[^<>]*>")
BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Entry:
    """One entry: a key that stays the same from file to file, its title, its address (empty: none), its day, and its words."""

    key: str
    title: str
    url: str
    day: date
    text: str


@dataclass(frozen=True)
class Feed:
    """The entries of a file in their order, each key once, and how many were left out."""

    entries: tuple[Entry, ...]
    left_out: int


def read_feed(data: bytes, name: str) -> Feed:
    """The feed of a file. It is XML where its first sign is `<`, else a table. Raises `WatchingError`."""
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    rows = _xml_rows(start, name) if start.startswith(b"<") else _table_rows(data, name)
    kept: dict[str, Entry] = {}
    left_out = 0
    for number, row in enumerate(rows, 1):
        if number > MOST:
            raise refuse("too_many", name, most=MOST)
        entry = _entry(row)
        if entry is None:
            left_out += 1
        else:
            kept.setdefault(entry.key, entry)
    if not kept:
        raise refuse("nothing_dated", name)
    return Feed(tuple(kept.values()), left_out)


def _entry(row: dict[str, str]) -> Entry | None:
    title, day, url = plain(row.get("title", ""))[:TITLE], day_of(row.get("day", "")), row.get("url", "").strip()
    if not title or day is None:
        return None
    if not url.startswith(("https://", "http://")) or len(url) > ADDRESS:
        url = ""
    own = row.get("key", "").strip() or url or f"{title} {day}"
    return Entry(hashlib.sha256(own.encode()).hexdigest()[:32], title, url, day, plain(row.get("text", ""))[:TEXT])


def plain(text: str) -> str:
    """Words without marks of HTML and without double blanks."""
    return BLANK.sub(" ", unescape(TAG.sub(" ", unescape(text)))).replace("\x00", "").strip()


def day_of(text: str) -> date | None:
    """A day written as in ISO 8601, in a letter (RFC 5322) or as 31.12.2026; None for anything else."""
    text = text.strip()
    for read in (lambda: datetime.fromisoformat(text).date(), lambda: datetime.strptime(text, "%d.%m.%Y").date()):
        try:
            return read()
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None


def _xml_rows(data: bytes, name: str) -> Iterator[dict[str, str]]:
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))
    except etree.XMLSyntaxError as reason:
        raise refuse("xml_broken", name, reason=str(reason)) from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _one in declared.iterentities()):
        raise refuse("xml_entities", name)
    kind = _local(root)
    if kind not in ("rss", "RDF", "feed"):
        raise refuse("no_feed", name, name=kind[:60])
    wanted = "entry" if kind == "feed" else "item"
    return (_row(node) for node in root.iter() if _local(node) == wanted)


def _local(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _row(node: Any) -> dict[str, str]:
    """What an entry says of itself; of several links of Atom the one that leads to the page."""
    found: dict[str, str] = {}
    links = []
    for child in node:
        name = _local(child)
        if name == "link":
            links.append((child.get("rel", "alternate") != "alternate", child.get("href") or child.text or ""))
        else:
            found.setdefault(name, "".join(child.itertext()))
    return {
        "key": found.get("guid") or found.get("id", ""),
        "title": found.get("title", ""),
        "url": min(links, default=(True, ""))[1],
        "day": next((found[one] for one in DAYS if found.get(one)), ""),
        "text": found.get("description") or found.get("summary") or found.get("content") or found.get("encoded", ""),
    }


def _table_rows(data: bytes, name: str) -> Iterator[dict[str, str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("not_text", name) from None
    head = text.split("\n", 1)[0]
    rows = _readable(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)), name)
    columns = [one.strip().casefold() for one in next(rows, [])]
    places = {part: next((columns.index(one) for one in names if one in columns), None) for part, names in NAMES.items()}
    if places["title"] is None or places["day"] is None:
        raise refuse("columns_missing", name, columns=", ".join(columns)[:200] or "–")
    known = {part: place for part, place in places.items() if place is not None}
    return ({part: row[place] if place < len(row) else "" for part, place in known.items()} for row in rows if any(row))


def _readable(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error as reason:
        raise refuse("table_broken", name, reason=str(reason)) from None
