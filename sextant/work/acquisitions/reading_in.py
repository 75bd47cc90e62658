"""From uploaded files to titles with their copies. Reads records with the lab: imported by jobs and commands, never by pages."""

import csv
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import defused
from sextant.lab.catalogues.collection import BANDS, Kept, group, main_class
from sextant.lab.catalogues.describing import Title, describe
from sextant.lab.catalogues.duplicates import Seen
from sextant.lab.catalogues.findings import Finding, say, shown
from sextant.lab.catalogues.reading import read_catalogue
from sextant.lab.catalogues.records import Quarantined, Record
from sextant.lab.catalogues.tables import Rows, read_holdings, read_loans
from sextant.lab.catalogues.validating import findings_of
from sextant.work.acquisitions.actions.imports import Brought
from sextant.work.acquisitions.models import ImportRun
from sextant.work.acquisitions.refusals import Refusal

TOO_MUCH = _("The files are too large: reading stopped after %(records)s records. Split the catalogue, or leave out what is not for children.")
NO_BOOKS = _(
    "The file has no record of a book: of %(read)s records %(left)s are about names or copies, and %(quarantined)s are damaged. "
    "Export the bibliographic records."
)
ABSENT = ("The catalogue has no record of this number.", "В каталоге нет записи с этим номером.")
Watch = Callable[[int, int, str], None]
MOST_RECORDS = 1_000_000
MOST_SECONDS = 3600.0
TOLD = 50
"""Quarantined stretches that the page of the import tells; the file has all of them."""
MOST_BYTES = 200_000_000
"""Bytes set aside that are kept."""


@dataclass(slots=True)
class Held:
    """A title as it will be stored, and its copies by place and day of addition. `counted`: a table of holdings told its copies."""

    said: dict[str, Any]
    places: dict[tuple[str, date | None], int] = field(default_factory=dict)
    counted: bool = False


def bring(run: ImportRun, room: Path, watch: Watch) -> Brought:
    """Everything of an import; its files of findings are written to the folder `room`. Raises `SaidError` for a file that is refused whole."""
    reader = _Reader(run, room, watch)
    with reader:
        reader.read_records()
        if not reader.titles:
            raise Refusal(NO_BOOKS, **reader.counts)
        reader.read_tables()
    return reader.brought()


class _Reader:
    """One import on its way: records first, then the tables that belong to them."""

    def __init__(self, run: ImportRun, room: Path, watch: Watch) -> None:
        self.run, self.room, self.watch = run, room, watch
        self.until = time.monotonic() + MOST_SECONDS
        self.counts = {"read": 0, "stored": 0, "merged": 0, "quarantined": 0, "left": 0}
        self.titles: dict[int, Held] = {}
        self.by_isbn: dict[str, int] = {}
        self.by_id: dict[str, int] = {}
        self.by_rule: Counter[str] = Counter()
        self.examples: dict[str, Finding] = {}
        self.formats: Counter[str] = Counter()
        self.quarantine: list[dict[str, Any]] = []
        self.accounts: dict[str, dict[str, int]] = {}
        self.kept_bytes = 0
        self.order: dict[int, int] = {}

    def __enter__(self) -> "_Reader":
        self.findings = (self.room / "findings.csv").open("w", encoding="utf-8-sig", newline="")
        self.aside_list = (self.room / "quarantined.csv").open("w", encoding="utf-8-sig", newline="")
        self.refused = (self.room / "refused.csv").open("w", encoding="utf-8-sig", newline="")
        self.aside: BinaryIO = (self.room / "quarantined.bin").open("wb")
        self.rows = csv.writer(self.findings)
        self.rows.writerow(["record", "id", "title", "field", "rule", "message_en", "message_ru"])
        self.aside_rows = csv.writer(self.aside_list)
        self.aside_rows.writerow(["number", "offset", "bytes", "reason", "reason_en", "reason_ru"])
        self.refused_rows = csv.writer(self.refused)
        self.refused_rows.writerow(["file", "line", "reason", "reason_en", "reason_ru"])
        self.lent = (self.room / "lent.csv").open("w", encoding="utf-8", newline="")
        self.lent_rows = csv.writer(self.lent)
        return self

    def __exit__(self, *_: object) -> None:
        for handle in (self.findings, self.aside_list, self.refused, self.lent, self.aside):
            handle.close()

    def read_records(self) -> None:
        seen = Seen()
        path = Path(self.run.catalogue.path)
        for record in read_catalogue(path, self.run.format):  # type: ignore[arg-type]
            self.counts["read"] += 1
            self._in_time()
            if isinstance(record, Quarantined):
                self._set_aside(record)
            else:
                self._take(record, seen)

    def _in_time(self) -> None:
        number = self.counts["read"]
        if number % 200 == 0:
            self.watch(number, 0, "")
        if number > MOST_RECORDS or time.monotonic() > self.until:
            raise Refusal(TOO_MUCH, records=number)

    def _set_aside(self, record: Quarantined) -> None:
        self.counts["quarantined"] += 1
        said = say(record.reason, **{name: shown(value) for name, value in record.words})
        self.aside_rows.writerow([record.number, record.offset, len(record.data), record.reason, said.sentence("en"), said.sentence("ru")])
        if self.kept_bytes + len(record.data) <= MOST_BYTES:
            self.kept_bytes += len(record.data)
            self.aside.write(record.data)
        if len(self.quarantine) < TOLD:
            told = {"number": record.number, "offset": record.offset, "length": len(record.data)}
            self.quarantine.append({**told, "en": said.sentence("en"), "ru": said.sentence("ru")})

    def _take(self, record: Record, seen: Seen) -> None:
        self.formats[record.format] += 1
        title = describe(record) if record.kind == "bibliographic" else None
        found = findings_of(record)
        before = seen.meet(title) if title else None
        if title and before:
            rule, first = before
            found.append(Finding(record.number, "", rule, (("first", first),)))
        self._tell(record, title, found)
        if title is None:
            self.counts["left"] += 1
        elif before and before[1] in self.titles:
            self.counts["merged"] += 1
            self._merge(title, self.titles[before[1]], before[1], record)
        else:
            self._store(title, record)

    def _store(self, title: Title, record: Record) -> None:
        self.counts["stored"] += 1
        self.titles[title.record] = Held(_said(title))
        self._known(title, title.record, record)

    def _known(self, title: Title, place: int, record: Record) -> None:
        if title.isbn:
            self.by_isbn.setdefault(title.isbn, place)
        self.by_id.setdefault(record.id, place)

    def _merge(self, title: Title, kept: Held, place: int, record: Record) -> None:
        """A duplicate adds a copy, and what the first record does not tell."""
        kept.said["copies"] += 1
        for name, value in _said(title).items():
            if name in ("isbn", "author", "publisher", "year", "language", "mark", "subjects") and not kept.said[name] and value:
                kept.said[name] = value
        self._known(title, place, record)

    def _tell(self, record: Record, title: Title | None, found: list[Finding]) -> None:
        for one in found:
            self.by_rule[one.rule] += 1
            self.examples.setdefault(one.rule, one)
            said = one.said()
            named = title.title[:200] if title else ""
            row = [record.number, record.id, named, one.field, one.rule, said.sentence("en"), said.sentence("ru")]
            self.rows.writerow([defused(cell) for cell in row])

    def read_tables(self) -> None:
        """Holdings, then loans; rows that belong to no title are told as refused."""
        if self.run.holdings:
            rows = Rows()
            unknown = 0
            for row in self._watched(read_holdings(Path(self.run.holdings.path), rows=rows)):
                unknown += not (self._hold(row) or self._tell_absent(self.run.holdings.name, row.key))
            self._account("holdings", self.run.holdings.name, rows, unknown)
        if self.run.loans:
            rows = Rows()
            unknown = 0
            self.order = {id(held): place for place, held in enumerate(self.titles.values())}
            for row in self._watched(read_loans(Path(self.run.loans.path), rows=rows)):
                unknown += not (self._lend(row) or self._tell_absent(self.run.loans.name, row.key))
            self._account("loans", self.run.loans.name, rows, unknown)

    def _watched(self, rows: Iterator[Any]) -> Iterator[Any]:
        for number, row in enumerate(rows):
            if number % 500 == 0:
                self.watch(self.counts["read"], 0, "")
                if time.monotonic() > self.until:
                    raise Refusal(TOO_MUCH, records=self.counts["read"])
            yield row

    def _title(self, key: str) -> Held | None:
        place = self.by_isbn.get(key, self.by_id.get(key))
        return None if place is None else self.titles[place]

    def _hold(self, row: Any) -> bool:
        held = self._title(row.key)
        if held is None:
            return False
        if not held.counted:
            held.counted, held.said["copies"] = True, 0
        held.said["copies"] += row.copies
        place = (row.location[:80], row.added)
        held.places[place] = held.places.get(place, 0) + row.copies
        return True

    def _lend(self, row: Any) -> bool:
        held = self._title(row.key)
        if held is None:
            return False
        self.lent_rows.writerow([self.order[id(held)], row.day.isoformat(), row.loans])
        return True

    def _tell_absent(self, file: str | None, key: str) -> bool:
        self.refused_rows.writerow([Path(file or "").name, "", "no_record", *(defused(f"{key}: {words}") for words in ABSENT)])
        return False

    def _account(self, name: str, file: str | None, rows: Rows, unknown: int) -> None:
        for one in rows.refusals:
            words = dict(one.words)
            said = say(one.code, **words)
            row = [Path(file or "").name, one.line, one.code, said.sentence("en"), said.sentence("ru")]
            self.refused_rows.writerow([defused(cell) for cell in row])
        taken = rows.read - rows.refused - unknown
        self.accounts[name] = {"read": rows.read, "taken": taken, "refused": rows.refused, "unknown": unknown}

    def brought(self) -> Brought:
        by_rule = [
            {"rule": rule, "number": number, "en": self.examples[rule].said().sentence("en"), "ru": self.examples[rule].said().sentence("ru")}
            for rule, number in self.by_rule.most_common()
        ]
        files = {"findings_file": self.room / "findings.csv"} if by_rule else {}
        if self.quarantine:
            files |= {"quarantine_file": self.room / "quarantined.bin", "quarantine_list": self.room / "quarantined.csv"}
        if any(one["refused"] + one["unknown"] for one in self.accounts.values()):
            files["refused_file"] = self.room / "refused.csv"
        if "loans" in self.accounts:
            files["lent_file"] = self.room / "lent.csv"
        form = self.formats.most_common(1)[0][0] if self.formats else self.run.format
        titles = [(held.said, held.places) for held in self.titles.values()]
        return Brought(self.counts, titles, by_rule, self.quarantine, self.accounts, files, form)


def _said(title: Title) -> dict[str, Any]:
    """The fields of a stored title."""
    section = main_class(title)
    kept = Kept(title.id, title.title, title.author, title.year, title.language, title.low, title.high, section, title.isbn, ())
    return {
        "key": title.id[:80],
        "isbn": title.isbn,
        "title": (title.title or title.id)[:500],
        "author": title.author[:300],
        "publisher": title.publisher[:200],
        "year": title.year,
        "language": title.language,
        "low": title.low,
        "high": title.high,
        "readers": group(kept, BANDS),
        "mark": title.age_mark,
        "class_mark": f"{title.scheme} {title.class_}".strip()[:80],
        "section": section[:20],
        "subjects": "\n".join(title.subjects)[:2000],
        "copies": 1,
    }
