"""Each format: recognised by its signs, and every field where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.literature import readers
from sextant.lab.literature.readers import FORMATS, reader, recognised
from sextant.lab.literature.readers.springer import parted
from sextant.lab.literature.records import Identifier, Person, Reference, Term, Text, Work
from sextant.lab.literature.sources import Source
from sextant.lab.literature.tests.samples import SAMPLES, works_in, written

pytestmark = pytest.mark.once


@pytest.fixture
def works(tmp_path: Path, request: pytest.FixtureRequest) -> list[Work]:
    return works_in(written(tmp_path, request.param))


def of(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("works", [name], indirect=True)


def described(work: Work) -> tuple[object, ...]:
    return work.title, work.year, work.kind, work.venue, work.volume, work.issue, work.pages


QUARTERLY = ("Reading rooms in small towns", 2019, "article", "Library Quarterly Review", "12", "3", "45–60")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_recognised_by_its_signs(tmp_path: Path, name: str) -> None:
    assert name == recognised(Source(written(tmp_path, name))).NAME


def test_there_is_a_sample_of_every_format() -> None:
    assert set(SAMPLES) == set(FORMATS)


@of("ris")
def test_ris(works: list[Work]) -> None:
    [work] = works
    assert described(work) == QUARTERLY
    assert work.people == (Person("Petrova, Anna", "Petrova", "Anna"), Person("Smith, J. A.", "Smith", "J. A."))
    assert work.identifiers == (Identifier("doi", "10.1234/lqr.2019.45"), Identifier("issn", "0024-2519"))
    assert work.terms == (Term("reading rooms"), Term("small towns"))
    assert work.abstracts == (Text("What people do there."),)


@of("wos")
def test_web_of_science(works: list[Work]) -> None:
    [work] = works
    assert described(work) == ("Reading rooms in small towns", 2019, "article", "LIBRARY QUARTERLY REVIEW", "12", "3", "45–60")
    north, south = "Univ North, Fac Lib Sci, Omsk, Russia", "Univ South, Boston, MA 02115 USA"
    assert work.people == (
        Person("Petrova, Anna", "Petrova", "Anna", "author", "0000-0002-1825-0097", (north, south), ("Russia", "USA"), ("Petrova, A",)),
        Person("Smith, John Adam", "Smith", "John Adam", "author", "", (south,), ("USA",), ("Smith, JA",)),
    )
    assert work.references == (
        Reference("Adams B, 2001, J DOC, V57, P11, DOI 10.1108/eum0000000007089", "10.1108/eum0000000007089", 2001),
        Reference("*UNESCO, 1994, PUBLIC LIB MANIFESTO", "", 1994),
    )
    assert [(term.term, term.kind) for term in work.terms] == [
        ("reading rooms", "author"), ("small towns", "author"), ("PUBLIC-LIBRARIES", "index"), ("Information Science & Library Science", "category"),
    ]  # fmt: skip
    assert (work.cited_by, work.languages) == (7, ("en",))


@of("medline")
def test_medline(works: list[Work]) -> None:
    [work] = works
    assert work.titles == (Text("Reading rooms in hospitals and clinics.", "en"), Text("Читальные залы в больницах.", "ru"))
    assert (work.year, work.date, work.kind, work.pages) == (2019, "2019 Mar", "review", "45-60")
    assert work.people[0] == Person(
        "Petrova, Anna", "Petrova", "Anna", "author", "0000-0002-1825-0097", ("University North, Omsk, Russia.",), (), ("Petrova A",)
    )
    assert [one.scheme for one in work.identifiers] == ["pmid", "doi"]
    assert work.terms == (Term("reading", "author"), Term("Libraries, Hospital", "index"))


@of("bibtex")
def test_bibtex_with_accents_and_nested_braces(works: list[Work]) -> None:
    [work] = works
    assert described(work) == ("Reading rooms in small towns & villages", 2019, "article", "Library Quarterly Review", "12", "", "45–60")
    assert [one.name for one in work.people] == ["Petrova, Anna", "Schütze, Józef"]
    assert work.identified("doi") == ("10.1234/lqr_2019.45",)
    assert work.terms == (Term("reading rooms"), Term("small towns"))


@of("scopus")
def test_scopus(works: list[Work]) -> None:
    [work] = works
    assert described(work) == QUARTERLY
    assert work.people[0] == Person(
        "Petrova, Anna", "Petrova", "Anna", "author", "", ("University North, Omsk, Russia",), ("Russia",), ("Petrova A.",)
    )
    assert work.references == (
        Reference("Adams B.; Berg C., The user, J. Doc., 57, pp. 11-20, (2001)", "", 2001),
        Reference("UNESCO, Manifesto, (1994)", "", 1994),
    )
    assert work.abstracts == (Text('What "people" do there.', "en"),)
    assert (work.cited_by, work.identified("issn"), work.identified("scopus")) == (9, ("0024-2519",), ("2-s2.0-85000000001",))


@of("lens")
def test_lens(works: list[Work]) -> None:
    [work] = works
    assert (work.title, work.year, work.date, work.cited_by) == ("Reading rooms in small towns", 2019, "2019-03-01", 4)
    assert [(one.family, one.given) for one in work.people] == [("Petrova", "Anna"), ("van der Smith", "John")]
    assert [one.cited for one in work.references] == ["000-000-000-000-001", "000-000-000-000-002"]


@of("dimensions")
def test_dimensions_with_its_line_about_the_data(works: list[Work]) -> None:
    [work] = works
    assert described(work) == QUARTERLY
    assert work.people[1].affiliations == ("University South", "Town Library")
    assert [(one.doi, one.year, one.cited) for one in work.references] == [("10.1108/eum0000000007089", 2001, "pub.1000000001"), ("", 1994, "")]


@of("ieee")
def test_ieee(works: list[Work]) -> None:
    [work] = works
    assert described(work) == ("Sensors in reading rooms", 2019, "conference paper", "Sensors Review", "1", "2", "3–4")
    assert [(one.family, one.given, one.affiliations) for one in work.people] == [
        ("Petrova", "A.", ("Univ North",)),
        ("Smith", "J.", ("Univ South",)),
    ]


@of("springer")
def test_springer_authors_run_together_are_parted(works: list[Work]) -> None:
    assert [one.name for one in works[0].people] == ["Anna B. Petrova", "John Smith", "Zheng Wang"]
    assert parted("DeHao ChenWenGuang ChenJean-Luc O’Neill") == ["DeHao Chen", "WenGuang Chen", "Jean-Luc O’Neill"]


@of("proquest")
def test_proquest_dissertation(works: list[Work]) -> None:
    [work] = works
    assert (work.kind, work.venue, work.year, work.abstracts[0].text) == ("dissertation", "University North", 2014, "What people do there. And why.")
    assert [(one.name, one.role) for one in work.people] == [("Petrova, Anna", "author"), ("Lange, Marc", "advisor")]
    assert [(one.term, one.kind) for one in work.terms] == [("Reading rooms", "author"), ("Towns", "author"), ("0399: Library science", "category")]


@of("openalex")
def test_openalex_abstract_is_put_together(works: list[Work]) -> None:
    [work] = works
    assert described(work) == QUARTERLY
    assert work.abstracts == (Text("What people do there.", "en"),)
    assert work.people == (Person("Petrova A.", "Petrova", "A.", "author", "0000-0002-1825-0097", ("University North",), ("RU",), ("Anna Petrova",)),)
    assert work.identifiers[:3] == (Identifier("openalex", "W2741809807"), Identifier("doi", "10.1234/lqr.2019.45"), Identifier("pmid", "31234567"))
    assert work.references == (Reference("", "", None, "W1"),)


@of("crossref")
def test_crossref(works: list[Work]) -> None:
    [work] = works
    assert described(work) == QUARTERLY
    assert work.people[0].affiliations == ("University North",)
    assert [(one.doi, one.year) for one in work.references] == [("10.1108/eum0000000007089", 2001), ("", 1994)]
    assert work.abstracts == (Text("What people do there."),)


@of("elibrary")
def test_elibrary_in_two_languages(works: list[Work]) -> None:
    [work] = works
    assert work.titles == (Text("Читальные залы малых городов", "ru"), Text("Reading rooms in small towns", "en"))
    assert work.abstracts == (Text("Что в них делают.", "ru"), Text("What people do there.", "en"))
    assert (work.venue, work.year, work.volume, work.issue, work.pages) == ("Библиотечное дело", 2019, "12", "3", "45–60")
    places = ("Северный университет", "Городская библиотека", "University North")
    assert work.people == (Person("Петрова, А. И.", "Петрова", "А. И.", "author", "0000-0002-1825-0097", places, (), ("Petrova, A. I.",)),)
    assert work.terms == (Term("читальные залы", "author", "ru"), Term("reading rooms", "author", "en"), Term("UDK 027", "category"))
    assert work.references[0].year == 2001


@of("lists")
def test_a_list_of_dissertations_with_russian_columns(works: list[Work]) -> None:
    [work] = works
    assert (work.title, work.year, work.kind, work.venue) == ("Читальные залы малых городов", 2015, "dissertation", "МГИК")
    assert [(one.family, one.given, one.role) for one in work.people] == [("Петрова", "Анна Ивановна", "author"), ("Иванов", "И. И.", "advisor")]
    assert work.terms == (Term("05.25.03", "category"),)


@of("gost")
def test_references_in_the_manner_of_gost(works: list[Work]) -> None:
    book, article, older, thesis = works
    assert (book.title, book.year, book.kind, book.publisher, book.pages) == ("Цифровая библиотека", 2019, "book", "Наука", "250")
    assert [one.family for one in book.people] == ["Иванов", "Петров"]
    assert described(article) == ("Читальные залы малых городов", 2020, "article", "Библиотековедение", "69", "3", "245–256")
    assert article.identified("doi") == ("10.25281/0869-608x-2020-69-3-245-256",)
    assert described(older) == ("Чтение подростков", 2018, "article", "Библиосфера", "", "2", "15–20")
    assert [one.family for one in older.people] == ["Сидоров"]
    assert (thesis.title, thesis.year, thesis.kind) == ("Методика опроса", 2015, "dissertation")
    assert [one.family for one in thesis.people] == ["Орлова"]


@of("arxiv")
def test_arxiv_numbers_that_a_spreadsheet_changed(works: list[Work]) -> None:
    new, old = works
    assert (new.identified("arxiv"), old.identified("arxiv")) == (("1001.0440",), ("cs/0001001",))
    assert [one.name for one in new.people] == ["Rajkumar Kannan", "Frederic Andres", "John Smith"]
    assert [one.term for one in new.terms] == ["cs.IR", "cs.DL"]
    assert (new.year, new.kind, new.abstracts) == (2010, "preprint", (Text("A tutor.", "en"),))


@of("oai")
def test_a_page_of_a_harvest(works: list[Work]) -> None:
    [work] = works
    assert work.titles == (Text("Читальные залы малых городов", "ru"), Text("Reading rooms in small towns", "en"))
    assert (work.year, work.date, work.kind, work.venue) == (2019, "2019-03-01", "article", "Библиотечное дело; № 3 (2019); 45-60")
    assert work.identifiers == (
        Identifier("url", "https://journal.example/1"),
        Identifier("doi", "10.1234/bd.2019.45"),
        Identifier("issn", "0130-9765"),
    )
    assert work.terms == (Term("читальные залы", "author", "ru"), Term("малые города", "author", "ru"))
    assert work.people == (Person("Петрова, Анна", "Петрова", "Анна"),)


@pytest.mark.parametrize("name", FORMATS)
def test_the_readme_says_of_every_format_whether_a_real_file_was_seen(name: str) -> None:
    readme = Path(readers.__file__).parents[1] / "README.md"
    [row] = [line for line in readme.read_text(encoding="utf-8").splitlines() if line.startswith("|") and f"`{name}`" in line.split("|")[1]]
    assert row.split("|")[3].strip().startswith("yes" if reader(name).SEEN else "not yet")
