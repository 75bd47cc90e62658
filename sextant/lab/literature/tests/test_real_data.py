"""Real exports: every record of every sample is read, and the matcher finds what the DOIs say without seeing them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sextant.lab.literature.importing import import_files
from sextant.lab.literature.likeness import block_keys, compare, features
from sextant.lab.literature.merging import merge
from sextant.lab.literature.readers import bibtex
from sextant.lab.literature.records import Place, Work
from sextant.lab.literature.sources import Source
from sextant.lab.literature.store import Store
from sextant.lab.literature.works import stats, tables

pytestmark = [pytest.mark.real_data, pytest.mark.once]
SAMPLES = {
    "ProQuest_TestFile.testtxt": ("proquest", 100), "example.ris": ("ris", 25), "ieee.csv": ("ieee", 10), "lens_sample.csv": ("lens", 8),
    "medline_test.medline": ("medline", 175), "scopus.csv": ("scopus", 58), "scopus_199.bib": ("bibtex", 199), "scopus_sample.csv": ("scopus", 8),
    "springer.csv": ("springer", 1000), "wos_sample.txt": ("wos", 8),
}  # fmt: skip


@pytest.fixture
def real_literature() -> Path:
    """The folder of real literature, from SEXTANT_TEST_DATA."""
    folder = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "literature"
    if not folder.is_dir():
        pytest.skip(f"no real literature at {folder}; set SEXTANT_TEST_DATA")
    return folder


def test_every_record_of_every_sample_is_stored(real_literature: Path, tmp_path: Path) -> None:
    reports = list(import_files([real_literature / "formats"], Store(tmp_path / "store")))
    assert {one.file: (one.format, one.read) for one in reports} == SAMPLES
    assert sum(one.refused for one in reports) == 0


def test_the_field_corpus_comes_in_whole(real_literature: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    [report] = import_files([real_literature / "arxiv_field_15932.tsv.gz"], store)
    assert (report.read, report.stored, report.refused, report.codes["arxiv_as_number"]) == (15932, 15932, 0, 5395)
    merge(store)
    told = stats(store)
    assert told["read"] == told["stored"] + told["merged"] + told["refused"]
    assert sum(told["years"].values()) == told["works"] == told["stored"]
    assert (min(told["years"]), max(told["years"])) == ("1998", "2019")


def records(path: Path) -> list[Work]:
    source = Source(path)
    return [bibtex.draft(raw).work(f"{path.stem}:{at}", Place(path.name, raw.line), "") for at, raw in enumerate(bibtex.records(source))]


def test_hidden_dois_are_found_again(real_literature: Path) -> None:
    """160 pairs of Scopus and Web of Science records have one DOI (of 155 DOIs, if an escaped `_` were not read as `_`). Without it at least 97 of 100 found pairs that
    have two DOIs must have one, and at least 97 of 100 pairs must be found."""
    scopus, wos = (records(real_literature / "merge" / f"mcda_{name}.bib") for name in ("scopus", "wos"))
    dois = {one.record: next(iter(one.identified("doi")), "") for one in (*scopus, *wos)}
    truth = {(one.record, other.record) for one in scopus for other in wos if dois[one.record] and dois[one.record] == dois[other.record]}
    blind = {one.record: features(replace(one, identifiers=tuple(i for i in one.identifiers if i.scheme != "doi"))) for one in (*scopus, *wos)}
    keys = {record: set(block_keys(one)) for record, one in blind.items()}
    pairs = [(one.record, other.record) for one in scopus for other in wos if keys[one.record] & keys[other.record]]
    found = {pair for pair in pairs if compare(blind[pair[0]], blind[pair[1]]).same}
    judged = {pair for pair in found if dois[pair[0]] and dois[pair[1]]}
    assert len(truth) == 160
    assert len(found & truth) / len(judged) >= 0.97
    assert len(found & truth) / len(truth) >= 0.97


def test_merging_three_databases_keeps_every_reference(real_literature: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    list(import_files([real_literature / "merge"], store))
    with tables(store) as engine:
        before = {row[0] for row in engine.execute('select distinct text from "references"').fetchall()}
    merge(store)
    with tables(store) as engine:
        after = engine.execute('select text, also from "references"').fetchall()
        invented = engine.execute(
            """select count(*) from (select work, count(*) as joined from authorships where role = 'author' group by work) join
            (select min(work) as work, max(number) as most from (select m.work, m.record, count(*) as number from held.membership m
            join held.authorships a using (record) where a.role = 'author' group by all) group by work) using (work) where joined > most"""
        ).fetchall()
    assert {text for one, also in after for text in (one, *also)} == before
    assert invented == [(0,)]
    assert (stats(store)["read"], stats(store)["works"]) == (456, 269)
