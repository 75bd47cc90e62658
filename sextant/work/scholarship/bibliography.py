"""A bibliographic file as records: BibTeX, RIS and the other formats that `lab.literature` reads. Called in jobs only."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from sextant.lab.literature.findings import Finding, LiteratureError, Problem
from sextant.lab.literature.importing import read_record
from sextant.lab.literature.readers import recognised
from sextant.lab.literature.sources import Source
from sextant.work.scholarship.actions.works import Record, Work


def records_of(name: str, content: bytes) -> Iterator[Record]:
    """Every record of the file; ValidationError for a file of no known format."""
    language = (get_language() or "ru")[:2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"works{Path(name).suffix.lower()[:12]}"
        path.write_bytes(content)
        source = Source(path, name)
        try:
            chosen = recognised(source)
            for number, raw in enumerate(chosen.records(source), 1):
                work, problems = read_record(raw, str(number), source, chosen)
                if work is None:
                    yield Record(raw.line, refusal=_said(problems, name, raw.line, language))
                    continue
                authors = [one for one in work.people if one.role == "author"]
                title = next((one.text for one in work.titles), "")
                doi = next(iter(work.identified("doi")), "")
                found = Work(title, work.year, doi, work.venue, tuple(one.name for one in authors))
                yield Record(raw.line, found, frozenset(one.orcid for one in authors if one.orcid))
        except LiteratureError as refusal:
            raise ValidationError(refusal.sentence(language)) from refusal


def _said(problems: list[Problem], name: str, line: int, language: str) -> str:
    refused = [one for one in problems if one.severity == "refused"] or problems
    return " ".join(Finding(one, name, line).sentence(language) for one in refused[:3])
