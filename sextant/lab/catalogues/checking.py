"""Checks whole files: what was read, what was set aside, what is wrong, how complete the records are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from sextant.lab.sentences import Said

from .describing import Title, describe
from .duplicates import Seen
from .findings import Finding, say, shown
from .reading import read_catalogue
from .records import Choice, Quarantined, Record
from .schema import Schema, schema_of
from .validating import findings_of

MOST = 2000
"""Findings kept for each rule and file; all are counted."""
MOST_ASIDE = 100_000
"""Stretches set aside that are kept for each file, so that a file of rubbish does not fill the memory; all are counted."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A quarantined stretch without its bytes: where, how long, why (a code and its words)."""

    number: int
    offset: int
    length: int
    reason: str
    words: tuple[tuple[str, object], ...]

    def said(self) -> Said:
        """The reason in both languages."""
        return say(self.reason, **{name: shown(value) for name, value in self.words})


@dataclass(slots=True)
class FileCheck:
    """What was found in one file. `records` = `read` + `aside`, of which `quarantined` keeps up to `MOST_ASIDE`. `complete` counts records that have each part, of `described` ones;
    `names` gives id and title of records that have findings, for those kept."""

    file: str
    records: int = 0
    read: int = 0
    aside: int = 0
    quarantined: list[SetAside] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    by_rule: Counter[str] = field(default_factory=Counter)
    formats: Counter[tuple[str, str]] = field(default_factory=Counter)
    encodings: Counter[tuple[str, str]] = field(default_factory=Counter)
    complete: Counter[str] = field(default_factory=Counter)
    described: int = 0
    names: dict[int, tuple[str, str]] = field(default_factory=dict)

    def score(self) -> float | None:
        """Mean share of the parts that a described record should have and has, 0–1; None where no record was described."""
        parts = [part for part in self.complete]
        return sum(self.complete.values()) / (len(parts) * self.described) if parts and self.described else None

    def answer(self, language: str = "en") -> dict[str, Any]:
        """The machine-readable answer; sentences in `en` or `ru`."""
        return {
            "records": self.records,
            "read": self.read,
            "quarantined": [{"offset": one.offset, "reason": one.said().sentence(language)} for one in self.quarantined],
            "findings": [
                {"record": one.record, "field": one.field, "rule": one.rule, "message": one.said().sentence(language)} for one in self.findings
            ],
            "by_rule": dict(sorted(self.by_rule.items())),
        }


@dataclass(frozen=True, slots=True)
class Check:
    """The files in the order given."""

    files: tuple[FileCheck, ...]

    def answer(self, language: str = "en") -> dict[str, Any] | list[dict[str, Any]]:
        """One object for one file; for several a list, each with its `file` before the rest."""
        if len(self.files) == 1:
            return self.files[0].answer(language)
        return [{"file": one.file, **one.answer(language)} for one in self.files]


def check_catalogue(
    paths: Iterable[Path],
    format: Choice = "auto",
    *,
    most: int = MOST,
    quarantine: BinaryIO | None = None,
) -> Check:
    """Reads and checks the files. `most` findings are kept for each rule and file (0: all), all are counted; duplicates are looked for over all
    files of the call. Bytes that were set aside are written to `quarantine`. Raises `CatalogueError` for a file of no use at all."""
    seen = Seen()
    return Check(tuple(_checked(path, format, most, quarantine, seen, place) for place, path in enumerate(paths)))


def _checked(path: Path, form: Choice, most: int, quarantine: BinaryIO | None, seen: Seen, place: int) -> FileCheck:
    check = FileCheck(path.name)
    for record in read_catalogue(path, form):
        check.records += 1
        if isinstance(record, Quarantined):
            check.aside += 1
            if check.aside <= MOST_ASIDE:
                check.quarantined.append(SetAside(record.number, record.offset, len(record.data), record.reason, record.words))
            if quarantine:
                quarantine.write(record.data)
            continue
        check.read += 1
        check.formats[record.format, record.kind] += 1
        check.encodings[record.encoding.charset, record.encoding.why] += 1
        title = describe(record, whole=False) if record.kind == "bibliographic" else None
        found = findings_of(record)
        name = record.id
        if not name.startswith("#") and (first := seen.named(name, place, record.number)):
            found.append(Finding(record.number, "001", "duplicate_id", (("value", name), ("first", first))))
        if title:
            found += _duplicates(title, seen, place)
            _count_parts(record, title, check)
        if found:
            _keep(record, title, found, check, most)
    return check


def _duplicates(title: Title, seen: Seen, place: int) -> Iterator[Finding]:
    """Records of later files have numbers of their own, so a first record of another file is told without its number."""
    shift = place << 40
    before = seen.meet(title if not place else _moved(title, shift))
    if before:
        rule, first = before
        if first >> 40 == place:
            yield Finding(title.record, "", rule, (("first", first & ((1 << 40) - 1)),))
        else:
            yield Finding(title.record, "", f"{rule}_elsewhere")


def _moved(title: Title, shift: int) -> Title:
    from dataclasses import replace

    return replace(title, record=title.record + shift)


def _keep(record: Record, title: Title | None, found: list[Finding], check: FileCheck, most: int) -> None:
    kept = False
    for one in found:
        check.by_rule[one.rule] += 1
        if not most or check.by_rule[one.rule] <= most:
            check.findings.append(one)
            kept = True
    if kept:
        check.names[record.number] = (record.id, title.title if title else "")


def completeness(record: Record, title: Title, schema: Schema) -> dict[str, bool]:
    """Which parts of a useful description the record has: those of its schema by their fields; language, year; the audience also by its codes; in
    RUSMARC the age mark, which Russian law demands on the book."""
    tags = {tag for tag, _ in record.fields}
    parts = {part: not wanted.isdisjoint(tags) for part, wanted in schema.completeness.items()}
    parts["audience"] = parts.get("audience", False) or title.low is not None
    parts["language"], parts["year"] = bool(title.language), title.year is not None
    if record.format == "rusmarc":
        parts["age_mark"] = bool(title.age_mark)
    return parts


def _count_parts(record: Record, title: Title, check: FileCheck) -> None:
    schema = schema_of(record.format, record.kind)
    if schema is None:
        return
    check.described += 1
    for part, there in completeness(record, title, schema).items():
        check.complete[part] += there
