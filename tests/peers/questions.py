"""What is asked of peers: real works of one topic, put in a form that both sides read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bench.peers import python_of
from sextant.lab.literature import works
from sextant.lab.literature.importing import import_files
from sextant.lab.literature.merging import merge
from sextant.lab.literature.store import Store
from sextant.lab.observatory.corpus import Corpus, read_corpus
from sextant.lab.thesaurus.reading import starter

NUMBERS = Path(__file__).parents[2] / "bench" / "peer_numbers.py"


def told_by(peer: str, question: dict[str, Any]) -> dict[str, Any]:
    """The peer's answer; skips with a message where its environment is not there."""
    python = python_of(peer)
    if python is None:
        pytest.skip(f"{peer} is not installed: python -m bench.peers {peer}")
    done = subprocess.run([python, "-W", "ignore", NUMBERS, peer], input=json.dumps(question), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    return json.loads(done.stdout.splitlines()[-1])


def merged_corpus(folder: Path, sources: Path) -> Corpus:
    """All files of a folder, merged."""
    store = Store(folder / "store")
    assert [report.failure for report in import_files([sources], store, "auto", None) if report.failure] == []
    merge(store)
    return read_corpus(store, starter())


def as_web_of_science(folder: Path, source: Path) -> Path:
    """The authors, years and references of an export as plain text of Web of Science, which metaknowledge reads; titles are numbers."""
    store = Store(folder / "bibtex")
    list(import_files([source], store, "auto", None))
    people: dict[str, list[str]] = {}
    cited: dict[str, list[str]] = {}
    with works.tables(store) as engine:
        heads = engine.execute("select work, year from works order by work").fetchall()
        for work, family, given in engine.execute(
            "select work, family, given from authorships where role = 'author' order by work, position"
        ).fetchall():
            people.setdefault(work, []).append(f"{family}, {''.join(sign for sign in given if sign.isupper())}")
        for work, text in engine.execute('select work, text from "references" order by work, position').fetchall():
            cited.setdefault(work, []).append(text)
    lines = ["FN Clarivate Analytics Web of Science", "VR 1.0"]
    for number, (work, year) in enumerate(heads):
        lines += [
            "PT J",
            *_many("AU", people.get(work, [])),
            *_many("AF", people.get(work, [])),
            f"TI W{number} of the corpus",
            f"SO SOURCE {number}",
        ]
        lines += ["DT Article", "LA English", *_many("CR", cited.get(work, [])), f"PY {year}", f"VL {number + 1}", f"BP {number + 1}"]
        lines += [f"UT WOS:{number:015d}", "ER", ""]
    path = folder / "wos.txt"
    path.write_text("\n".join([*lines, "EF", ""]), encoding="utf-8")
    return path


def _many(tag: str, values: list[str]) -> list[str]:
    return [f"{'  ' if place else tag} {value}" for place, value in enumerate(values)]
