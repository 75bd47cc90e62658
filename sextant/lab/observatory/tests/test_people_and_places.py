"""Who writes, where, with whom: units, dynamics, profiles, laws, maps of co-authorship, libraries and science."""

import pytest

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.observatory.collaboration import collaboration
from sextant.lab.observatory.findings import ObservatoryError
from sextant.lab.observatory.maps import field_map
from sextant.lab.observatory.productivity import dynamics, laws, profiles
from sextant.lab.observatory.tests.fields import corpus_of, ris, wos, wos_corpus
from sextant.lab.observatory.units import units_of

CONGRESS = "Library of Congress, Washington, DC 20540 USA"
KAZAN = "Kazan Fed Univ, Kazan, Russia"
ANNA, JOHN, OLGA = "Ivanova, Anna", "Smith, John A.", "Petrova, Olga"


def places(**of: str) -> str:
    """C1 of Web of Science, a line for each: `[Ivanova, Anna] Library of Congress, …`."""
    return "\n   ".join(f"[{ {'anna': ANNA, 'john': JOHN, 'olga': OLGA}[who] }] {where}".replace("[ ", "[") for who, where in of.items())


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Anna works in a library, John and Olga at a university. Works 1 to 4 are of both, 5 of Anna alone, 6 of John alone."""
    both = places(anna=CONGRESS, john=KAZAN)
    records = [wos(number, authors=f"{ANNA}; {JOHN}", year=2009 + number, place=both, cited=10 - number) for number in (1, 2, 3, 4)]
    records.append(wos(5, authors=ANNA, year=2013, place=places(anna=CONGRESS), cited=1))
    records.append(wos(6, authors=f"{JOHN}; {OLGA}", year=2013, place=places(john=KAZAN, olga=KAZAN), cited=0))
    return wos_corpus(tmp_path_factory.mktemp("people"), records)


def test_profiles_tell_works_citations_and_h(corpus) -> None:
    rows = profiles(corpus).rows
    told = [(row["label_en"], row["works"], row["first"], row["last"], row["cited_by"], row["h_index"]) for row in rows]
    assert told == [(ANNA, 5, 2010, 2013, 31, 4), (JOHN, 5, 2010, 2013, 30, 4), (OLGA, 1, 2013, 2013, 0, 0)]
    assert rows[0]["concepts_ru"] == ["электронная библиотека"]
    assert len(rows[0]["latest"]) == 3


def test_countries_and_organisations_are_read_from_affiliations(corpus) -> None:
    assert [(row["label_ru"], row["works"]) for row in profiles(corpus, of="countries").rows] == [("Россия", 5), ("США", 5)]
    assert [(row["label_en"], row["works"]) for row in profiles(corpus, of="organisations").rows] == [
        ("Kazan Fed Univ", 5),
        ("Library of Congress", 5),
    ]


def test_what_a_corpus_lacks_is_said(corpus, tmp_path) -> None:
    bare = corpus_of(tmp_path, [ris(("TI", "Digital library"), ("AU", "Smith, J."), ("PY", "2001"))])
    found = profiles(bare)
    assert ([note.code for note in found.notes], found.rows[0]["cited_by"], found.rows[0]["h_index"]) == (["no_citation_counts"], None, None)
    for of in ("organisations", "countries", "keywords", "sources"):
        with pytest.raises(ObservatoryError) as caught:
            profiles(bare, of=of)
        assert caught.value.code == f"no_{of}"
    with pytest.raises(ObservatoryError, match="Choose one of: authors"):
        profiles(corpus, of="fame")


def test_initials_join_the_only_name_that_they_may_stand_for(tmp_path) -> None:
    records = [
        ris(("TI", f"Digital library {number}"), ("AU", name))
        for number, name in enumerate(["Smith, J.", "Smith, John A.", "Smith, John", "Li, Y.", "Li, Yan", "Li, Yu"])
    ]
    found = units_of(corpus_of(tmp_path, records), "authors")
    assert sorted(found.labels) == ["li y", "li yan", "li yu", "smith john a"]


def test_dynamics_count_every_year(tmp_path) -> None:
    records = [
        ris(("TI", f"Digital library {year} {number}"), ("PY", str(year))) for year, works in ((2001, 1), (2003, 4)) for number in range(works)
    ]
    found = dynamics(corpus_of(tmp_path, [*records, ris(("TI", "Without a year"))]))
    assert [(row["year"], row["works"], row["cumulative"], row["change"]) for row in found.rows] == [
        (2001, 1, 1, None),
        (2002, 0, 1, -1.0),
        (2003, 4, 5, None),
    ]
    assert found.rows[0]["growth"]["compound"] == 1.0
    assert [note.code for note in found.notes] == ["grows_unsurely", "without_year"]


def test_dynamics_of_one_year_have_no_growth(tmp_path) -> None:
    found = dynamics(corpus_of(tmp_path, [ris(("TI", "Digital library"), ("PY", "2001"))]))
    assert (found.rows[0]["works"], found.rows[0]["growth"]["rate"], found.notes[0].code) == (1, None, "few_years_of_growth")


def test_laws_of_authors_and_sources(corpus, tmp_path) -> None:
    with pytest.raises(BibliometricsError, match="3 authors is too few"):
        laws(corpus)
    sources = [("A", 6), ("B", 3), ("C", 3), ("D", 2), ("E", 2), ("F", 2)]
    records = [ris(("TI", f"Digital library {name} {number}"), ("JO", f"Journal {name}")) for name, works in sources for number in range(works)]
    rows = laws(corpus_of(tmp_path, records), of="sources").rows
    assert [(row["label_en"][-1], row["zone"], row["cumulative"]) for row in rows] == [
        ("A", 1, 6),
        ("B", 2, 9),
        ("C", 2, 12),
        ("D", 3, 14),
        ("E", 3, 16),
        ("F", 3, 18),
    ]


def test_a_map_of_authors_has_those_who_write_together(corpus) -> None:
    found = field_map(corpus, of="authors", least=1)
    assert {(row["label_en"], row["works"], row["links"], row["strength"]) for row in found.rows} == {
        (ANNA, 5, 1, 4),
        (JOHN, 5, 2, 5),
        (OLGA, 1, 1, 1),
    }
    assert found.kind == "authors-coauthorship"


def test_a_map_says_what_cannot_be_drawn(corpus, tmp_path) -> None:
    with pytest.raises(ObservatoryError, match="cannot be mapped by “coupling”"):
        field_map(corpus, of="authors", by="coupling")
    alone = corpus_of(tmp_path, [ris(("TI", "Digital library"), ("AU", "Smith, J."))])
    with pytest.raises(ObservatoryError, match="Nothing on this map is tied"):
        field_map(alone, of="authors", least=1)


def test_works_of_libraries_and_of_both_sides_by_year(corpus) -> None:
    found = collaboration(corpus)
    told = [(row["year"], row["works"], row["library"], row["both"], row["share"], row["share_both"]) for row in found.rows]
    assert told == [(2010, 1, 1, 1, 1.0, 1.0), (2011, 1, 1, 1, 1.0, 1.0), (2012, 1, 1, 1, 1.0, 1.0), (2013, 3, 2, 1, 0.666667, 0.333333)]
    assert found.notes[0].sentence("en").startswith("83.3 % of works")
    pairs = collaboration(corpus, show="pairs").rows
    assert pairs == [{"library": "Library of Congress", "organisation": "Kazan Fed Univ", "works": 4, "first": 2010, "last": 2013}]


def test_a_library_without_a_name_of_its_own_is_called_with_its_university(tmp_path) -> None:
    texts = ("Lib, Univ Illinois, Urbana, IL 61801 USA", "Kazan Fed Univ, Kazan, Russia")
    records = [ris(("TI", "Digital library"), ("AU", "Smith, J."), ("PY", "2001"), *(("AD", text) for text in texts))]
    rows = collaboration(corpus_of(tmp_path, records), show="pairs").rows
    assert [(row["library"], row["organisation"]) for row in rows] == [("Lib, Univ Illinois", "Kazan Fed Univ")]


def test_science_without_libraries_is_said_and_a_corpus_without_affiliations_refused(tmp_path) -> None:
    records = [ris(("TI", "Digital library"), ("AU", "Smith, J."), ("PY", "2001"), ("AD", "School of Library Science, Univ A, Paris, France"))]
    found = collaboration(corpus_of(tmp_path, records))
    assert ([note.code for note in found.notes], found.rows[0]["share"]) == (["no_libraries"], 0.0)
    bare = tmp_path / "bare"
    bare.mkdir()
    with pytest.raises(ObservatoryError, match="where its authors work"):
        collaboration(corpus_of(bare, [ris(("TI", "Digital library"))]))
