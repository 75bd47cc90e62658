"""From an uploaded file into the store of its corpus. Needs duckdb: imported by jobs and commands, never by pages."""

from pathlib import Path
from typing import Any

from sextant.lab.literature.importing import import_files
from sextant.lab.literature.store import Store
from sextant.work.observatory.models import ImportRun

Counts = dict[str, Any]


def bring(run: ImportRun) -> tuple[Counts, list[dict[str, Any]], bool]:
    """Counts, findings in both languages, and whether the store had the file already. Raises `SaidError` for a file that is refused whole."""
    report = next(iter(import_files([Path(run.file.path)], Store(run.corpus.folder), run.format or "auto")))
    if report.failure is not None:
        raise report.failure
    findings = [
        {"severity": one.problem.severity, "line": one.line, "code": one.problem.code, "en": one.sentence("en"), "ru": one.sentence("ru")}
        for one in report.examples
    ]
    return report.counts(), findings, report.held_already
