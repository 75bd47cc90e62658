"""Small stores of invented works for tests: who wrote what where, what it cites, in which language."""

from pathlib import Path

from sextant.lab.literature.importing import import_files
from sextant.lab.literature.store import Store
from sextant.lab.observatory.corpus import Corpus, read_corpus
from sextant.lab.thesaurus.reading import starter


def ris(*fields: tuple[str, str]) -> list[str]:
    """One record of RIS."""
    return ["TY  - JOUR", *(f"{tag}  - {value}" for tag, value in fields), "ER  - ", ""]


def corpus_of(folder: Path, records: list[list[str]], name: str = "works.ris") -> Corpus:
    """A corpus of records of RIS."""
    path = folder / name
    path.write_text("\n".join(line for one in records for line in one), encoding="utf-8")
    return corpus_of_file(folder, path)


def corpus_of_file(folder: Path, path: Path) -> Corpus:
    """A corpus of one file."""
    store = Store(folder / "store")
    assert [report.failure for report in import_files([path], store, "auto", None)] == [None]
    return read_corpus(store, starter())


WOS = """FN Clarivate Analytics Web of Science
VR 1.0
{records}
EF
"""


def wos(number: int, *, authors: str, year: int, place: str = "", references: tuple[str, ...] = (), cited: int = 0, title: str = "") -> str:
    """One record of Web of Science; `authors` between semicolons, `place` as in C1."""
    names = authors.split("; ")
    lines = ["PT J", f"AU {names[0]}", *(f"   {name}" for name in names[1:]), f"AF {names[0]}", *(f"   {name}" for name in names[1:])]
    lines += [f"TI {title or f'Digital library study number {number} of the whole series'}", "SO JOURNAL OF LIBRARIES", "LA English", "DT Article"]
    lines += [f"C1 {place}"] if place else []
    lines += [f"CR {references[0]}", *(f"   {one}" for one in references[1:])] if references else []
    lines += [f"TC {cited}", f"PY {year}", "VL 1", f"BP {100 + number}", f"DI 10.1000/w{number}", f"UT WOS:{number:015d}", "ER", ""]
    return "\n".join(lines)


def wos_corpus(folder: Path, records: list[str]) -> Corpus:
    """A corpus of records of Web of Science."""
    path = folder / "works.txt"
    path.write_text(WOS.format(records="\n".join(records)), encoding="utf-8")
    return corpus_of_file(folder, path)
