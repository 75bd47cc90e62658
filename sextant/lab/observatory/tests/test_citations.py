"""What is cited: maps of coupling and co-citation, the years gone back to, the main path; every citation recognised in another way."""

import pytest

from sextant.lab.observatory.citations import central_path, spectrum, within
from sextant.lab.observatory.findings import ObservatoryError
from sextant.lab.observatory.maps import field_map
from sextant.lab.observatory.tests.fields import corpus_of, ris, wos, wos_corpus

OLD = tuple(f"Garfield E, {year}, SCIENCE, V1, P{page}" for year, page in ((1955, 108), (1972, 471), (1979, 1)))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """1 ← 2 ← 3 ← 4 by DOI, place and title, with 1 ← 3 besides; all cite some of three old works."""
    records = [
        wos(1, authors="Adams, Ann", year=2001, references=(OLD[0],), title="Foundations of the digital library"),
        wos(2, authors="Brown, Bob", year=2003, references=(OLD[0], OLD[1], "Adams A, 2001, J LIBR, V1, P101, DOI 10.1000/w1")),
        wos(3, authors="Clark, Cyd", year=2005, references=(OLD[0], OLD[1], "Brown B, 2003, J LIBR, V1, P102", "Adams, A., Foundations of the digital library (2001) J. Libr.")),
        wos(4, authors="Davis, Dan", year=2007, references=(OLD[1], OLD[2], "Clark C, 2005, J LIBR, V1, P103", "Nobody N, 2050, J LIBR, V1, P9")),
    ]  # fmt: skip
    return wos_corpus(tmp_path_factory.mktemp("cited"), records)


def number(work: str) -> int:
    return int(work.rpartition(":")[2])


def test_citations_within_are_recognised_by_identifier_place_and_title(corpus) -> None:
    assert {(number(citing), number(cited)) for citing, cited in within(corpus)} == {(2, 1), (3, 2), (3, 1), (4, 3)}


def test_the_main_path_runs_from_the_earliest_to_the_latest(corpus) -> None:
    """Paths from 1 to 4: 1-2-3-4 and 1-3-4. The citation 3–4 has both, the others one each; the longer way weighs 1 + 1 + 2 = 4 against 3."""
    found = central_path(corpus)
    assert [(row["label_en"], row["weight"]) for row in found.rows] == [("Adams 2001", None), ("Brown 2003", 1), ("Clark 2005", 1), ("Davis 2007", 2)]
    assert found.notes[0].sentence("en").startswith("4 citations among 4 works")


def test_years_gone_back_to(corpus) -> None:
    found = spectrum(corpus, since=1900)
    counts = {row["year"]: row["references"] for row in found.rows if row["references"]}
    assert counts == {1955: 3, 1972: 3, 1979: 1, 2001: 2, 2003: 1, 2005: 1}
    assert found.rows[0]["most_cited"] == ["Garfield E, 1955, SCIENCE, V1, P108 (3)"]
    assert [(note.code, note.sentence("en").split()[0]) for note in found.notes] == [("cited_outside", "1")]


def test_coupling_ties_works_by_what_both_cite(corpus) -> None:
    """2 and 3 share the two old works and work 1 (by its DOI and by its title they are two keys: the map sees two); 1 with 2 and 3: one; 4 with 2 and 3: one."""
    rows = field_map(corpus, of="works").rows
    assert {(row["label_en"], row["references"], row["links"], row["strength"]) for row in rows} == {
        ("Adams 2001", 1, 2, 2), ("Brown 2003", 3, 3, 4), ("Clark 2005", 4, 3, 4), ("Davis 2007", 4, 2, 2)
    }  # fmt: skip


def test_cocitation_ties_works_that_are_cited_together(corpus) -> None:
    rows = field_map(corpus, of="works", by="cocitation").rows
    assert [(row["label_en"], row["citations"], row["strength"]) for row in rows] == [("Garfield 1955", 3, 2), ("Garfield 1972", 3, 2)]
    assert rows[0]["title"] == "Garfield E, 1955, SCIENCE, V1, P108"


def test_a_corpus_without_references_is_refused(tmp_path) -> None:
    bare = corpus_of(tmp_path, [ris(("TI", "Digital library"), ("AU", "Smith, J."), ("PY", "2001"))])
    for ask in (spectrum, lambda one: field_map(one, of="works"), lambda one: field_map(one, of="works", by="cocitation")):
        with pytest.raises(ObservatoryError, match="has references"):
            ask(bare)
    with pytest.raises(ObservatoryError, match="cites another of it"):
        central_path(bare)
