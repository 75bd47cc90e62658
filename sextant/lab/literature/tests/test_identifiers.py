"""Identifiers in their normal form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.literature.identifiers import arxiv, arxiv_of_number, doi, isbn, issn, normal, orcid
from sextant.lab.literature.names import person, same_person, same_words
from sextant.lab.literature.script import folded, language_of

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://doi.org/10.1016/J.JOI.2017.08.007", "10.1016/j.joi.2017.08.007"),
        ("doi:10.1016/S0377-2217(03)00156-3.", "10.1016/s0377-2217(03)00156-3"),
        ("(see 10.1234/ab)", "10.1234/ab"),
        ("10.1002%2fjcc.20289", "10.1002/jcc.20289"),
        ("10.", ""),
        ("1904.04794", ""),
    ],
)
def test_doi(text: str, found: str) -> None:
    assert doi(text) == found


@pytest.mark.parametrize(
    ("text", "plain", "number"),
    [
        ("0704.0062", "0704.0062", "0704.0062"), ("arXiv:1501.00001v2", "1501.00001", ""), ("cs/0001001", "cs/0001001", ""),
        ("710.5", "", "0710.5000"), ("1001.044", "", "1001.0440"), ("1501.0004800000002", "", "1501.00048"), ("1502.0123", "", "1502.01230"),
        ("1912.1350300000001", "", "1912.13503"), ("1013.1", "", ""), ("1001.12345", "", ""),
    ],
)  # fmt: skip
def test_arxiv_and_arxiv_read_as_a_number(text: str, plain: str, number: str) -> None:
    assert arxiv(text) == plain
    if not plain:
        assert arxiv_of_number(text) == number


@given(st.integers(7, 24), st.integers(1, 12), st.integers(0, 9999))
def test_an_arxiv_number_survives_being_a_number(year: int, month: int, serial: int) -> None:
    five = year >= 15
    written = f"{year:02d}{month:02d}.{serial:0{5 if five else 4}d}"
    as_number = str(float(written))
    assert (arxiv(as_number) or arxiv_of_number(as_number)) == written


def test_check_digits() -> None:
    assert orcid("https://orcid.org/0000-0002-1825-0097") == "0000-0002-1825-0097"
    assert orcid("0000-0002-1825-0098") == ""
    assert isbn("0-306-40615-2") == isbn("978-0-306-40615-7") == "9780306406157"
    assert isbn("978-0-306-40615-8") == ""
    assert (issn("00242519"), issn("0024-251X"), issn("24-2519")) == ("0024-2519", "0024-251X", "")
    assert (normal("pmid", "https://pubmed.ncbi.nlm.nih.gov/0012"), normal("wos", "ISI:000123")) == ("12", "000123")


@given(st.text(max_size=40))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    for scheme in ("doi", "arxiv", "isbn", "issn", "pmid", "openalex", "wos"):
        found = normal(scheme, text)
        assert normal(scheme, found) == found


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Petrova, Anna", ("Petrova", "Anna")), ("Phillips J.C.", ("Phillips", "J.C.")), ("G. Kalbe", ("Kalbe", "G.")),
        ("Arik W. Mitschang", ("Mitschang", "Arik W.")), ("Max Van Kleek", ("Van Kleek", "Max")), ("Петрова Анна Ивановна", ("Петрова", "Анна Ивановна")),
        ("Анна Ивановна Петрова", ("Петрова", "Анна Ивановна")), ("И. И. Иванов", ("Иванов", "И. И.")), ("Иванов И. И.", ("Иванов", "И. И.")),
        ("ATLAS Collaboration", ("ATLAS Collaboration", "")), ("Plato", ("Plato", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_names_are_taken_apart(written: str, parts: tuple[str, str]) -> None:
    one = person(written)
    assert (one.name, one.family, one.given) == (written, *parts)


def test_spellings_of_one_name_fall_together() -> None:
    assert folded("Щукина") == folded("Shchukina")
    assert folded("Müller & Söhne: <i>H</i>$_2$O") == "muler sohne h 2 o"
    assert same_person(person("Петрова, Анна"), person("Petrova, A."))
    assert not same_person(person("Petrova, K."), person("Petrova, A."))
    assert same_words(person("Marc Kilgour, D."), person("Kilgour, DM"))
    assert not same_words(person("Li, Z."), person("Zhang, L."))


def test_the_script_decides_against_a_wrong_language() -> None:
    assert [language_of("Чтение", ""), language_of("Читання дітей і сім'ї", ""), language_of("Reading", "ru"), language_of("Lesen", "de")] == [
        "ru",
        "uk",
        "",
        "de",
    ]
