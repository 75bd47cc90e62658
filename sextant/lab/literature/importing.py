"""Files into the store, each with a report: read, stored, repaired, refused, with reason and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .findings import Finding, LiteratureError, Problem, Unreadable, refuse
from .mapping import ListMapping
from .readers import lists, reader, recognised
from .reading import Raw, Reader
from .records import Place, Work
from .sources import Source
from .spool import Spool
from .store import PARTITIONED_FROM, Store, publish, unfinished, write, writing
from .tables import BY_YEAR, COLUMNS, rows_of

EXAMPLES = 5
"""So many findings of one code are shown in the report; all of them stand in the store's table `findings`."""
BROKEN_RECORD = (TypeError, ValueError, AttributeError, IndexError, RecursionError)
"""What a record of an unforeseen shape makes a reader raise; it is refused with its reason, and the next is read."""


@dataclass(slots=True)
class Report:
    """What became of one file: `read` = `stored` + `refused`. `repaired` of the stored were changed, `noted` have a remark."""

    file: str
    format: str = ""
    sha256: str = ""
    read: int = 0
    stored: int = 0
    repaired: int = 0
    noted: int = 0
    refused: int = 0
    held_already: bool = False
    failure: LiteratureError | None = None
    codes: Counter[str] = field(default_factory=Counter)
    examples: list[Finding] = field(default_factory=list)

    def tell(self, problem: Problem, line: int) -> None:
        """Count a problem, and keep it as an example if there are few of its kind."""
        self.codes[problem.code] += 1
        if self.codes[problem.code] <= EXAMPLES:
            self.examples.append(Finding(problem, self.file, line))

    def counts(self) -> dict[str, Any]:
        """What the manifest keeps."""
        names = ("file", "format", "sha256", "read", "stored", "repaired", "noted", "refused")
        return {**{name: getattr(self, name) for name in names}, "codes": dict(sorted(self.codes.items()))}


def files_under(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, at any depth, in order; hidden ones are left out."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise refuse("file_absent", file=str(path))
        inside = sorted(one for one in path.rglob("*") if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts))
        found += inside if path.is_dir() else [path]
    return found


def import_files(paths: Iterable[Path], store: Store, form: str = "auto", mapping: ListMapping | None = None) -> Iterator[Report]:
    """Take files one after another; each is in the store, or refused with `failure`, when its report is given."""
    own = store.folder.resolve()
    for path in [one for one in files_under(paths) if not one.resolve().is_relative_to(own)]:
        with writing(store):
            try:
                report = _import_file(path, store, form, mapping)
            except LiteratureError as failure:
                report = Report(path.name, failure=failure)
        yield report


def _import_file(path: Path, store: Store, form: str, mapping: ListMapping | None) -> Report:
    source = Source(path)
    report = Report(source.name, sha256=_fingerprint(source))
    held = store.manifest()
    for entry in held["imports"]:
        if entry["sha256"] == report.sha256:
            report.format, report.held_already = entry["format"], True
            return report
    chosen = reader("lists") if mapping else recognised(source) if form == "auto" else reader(form)
    report.format = chosen.NAME
    name = f"{len(held['imports']) + 1:04d}-{report.sha256[:12]}"
    with unfinished(store) as room:
        finished = room / "finished"
        finished.mkdir()
        with Spool(room, COLUMNS) as spool:
            for row in _works(source, chosen, mapping, report, spool):
                for table, rows in rows_of(row).items():
                    spool.put(table, rows)
            for problem in source.damage:
                _tell(report, spool, "", problem, 0)
            if not report.read:
                raise refuse("file_without_records", file=source.name, value=chosen.NAME)
            spool.to_parquet(finished, BY_YEAR if report.stored >= PARTITIONED_FROM else ())
        files = publish(store, finished, "imports", name)
    held["imports"].append({"id": name, **report.counts(), "files": files})
    write(store, "manifest.json", held)
    return report


def _fingerprint(source: Source) -> str:
    try:
        return source.fingerprint()
    except OSError as reason:
        raise refuse("file_absent", file=source.name) from reason


def _works(source: Source, chosen: Reader, mapping: ListMapping | None, report: Report, spool: Spool) -> Iterator[Work]:
    """Every record that can be kept; the raw text of all, and what was found, go to the spool."""
    raws = lists.records(source, mapping) if mapping else chosen.records(source)
    for raw in raws:
        report.read += 1
        record = f"{report.sha256[:12]}:{report.read}"
        work, problems = read_record(raw, record, source, chosen)
        for problem in problems:
            _tell(report, spool, record, problem, raw.line)
        status = "stored" if work else "refused"
        spool.put(
            "raw",
            [{"record": record, "file": source.name, "line": raw.line, "status": status, "text": raw.text, "year": work.year if work else None}],
        )
        if work is None:
            report.refused += 1
            continue
        report.stored += 1
        severities = {problem.severity for problem in problems}
        report.repaired += "repaired" in severities
        report.noted += "noted" in severities
        yield work


def read_record(raw: Raw, record: str, source: Source, chosen: Reader) -> tuple[Work | None, list[Problem]]:
    """The work of a record, or None with the reason among the problems."""
    if any(problem.severity == "refused" for problem in raw.problems):
        return None, raw.problems
    try:
        draft = chosen.draft(raw)
        work = draft.work(record, Place(source.name, raw.line), raw.text)
    except Unreadable as reason:
        return None, [*raw.problems, reason.problem]
    except KeyError as reason:
        return None, [*raw.problems, Problem("refused", "field_absent", chosen.NAME, str(reason.args[0])[:80])]
    except BROKEN_RECORD as reason:
        return None, [*raw.problems, Problem("refused", "record_unreadable", value=f"{type(reason).__name__}: {reason}"[:200])]
    return work, [*raw.problems, *draft.problems]


def _tell(report: Report, spool: Spool, record: str, problem: Problem, line: int) -> None:
    report.tell(problem, line)
    told = {name: getattr(problem, name) for name in ("severity", "code", "field", "value", "became")}
    spool.put("findings", [{"record": record, "file": report.file, "line": line, **told}])
