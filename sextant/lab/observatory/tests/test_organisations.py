"""Affiliations read: libraries and what only sounds like one, organisations, countries."""

import pytest

from sextant.lab.observatory.collaboration import NORMAL_95
from sextant.lab.observatory.organisations import (
    countries_in,
    country_code,
    country_name,
    is_library,
    libraries_in,
    organisation_key,
    organisations_in,
)
from sextant.lab.shares import wilson


@pytest.mark.parametrize(
    "name",
    [
        "Library of Congress", "British Library", "Bibliotheca Alexandrina", "Bibliothèque nationale de France", "Bayerische Staatsbibliothek",
        "Biblioteca Nacional de España", "Library and Archives Canada", "Lib", "University Libraries", "National Library of Medicine",
        "Library and Information Centre of the Academy of Sciences", "Max Planck Digital Library", "Association of Research Libraries", "Helsinki University Library",
        "Российская государственная библиотека", "Научная библиотека", "Отдел редких книг областной библиотеки", "библиотека", "ГПНТБ России", "БЕН РАН",
        "Централизованная библиотечная система", "Библиотечно-информационный комплекс", "Российская библиотечная ассоциация", "Центр детской книги ВГБИЛ",
        "Нацыянальная бібліотека", "Národní knihovna", "Biblioteka Narodowa",
    ],
)  # fmt: skip
def test_libraries_are_recognised(name) -> None:
    assert is_library(name)


@pytest.mark.parametrize(
    "name",
    [
        "Software Library Group", "Department of Library and Information Science", "Sch Lib & Informat Studies", "School of Librarianship", "Library Science Program",
        "Compound Library Unit", "cDNA Library Laboratory", "12 Library Street", "Library Road", "Digital Library Research Laboratory",
        "Department of Library and Information Science Education", "Institute of Information and Library Studies", "Liberal Arts College", "Libra Institute",
        "Кафедра библиотечно-информационной деятельности", "Факультет библиотековедения", "ул. Библиотечная", "Библиотека программ для ЭВМ", "библиотеки генов",
        "Институт библиотечного дела", "Лаборатория библиографии", "University of Illinois", "",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_library_is_none(name) -> None:
    assert not is_library(name)


def test_an_address_names_its_library_and_its_organisation() -> None:
    text = "Научная библиотека, Казанский федеральный университет, Казань, Российская Федерация"
    assert libraries_in(text) == ("Научная библиотека",)
    assert organisations_in(text) == ("Казанский федеральный университет",)
    assert countries_in(text) == ("RU",)


def test_the_note_on_who_answers_letters_is_no_organisation() -> None:
    text = "Herath, G (Corresponding Author), Univ Missouri, Columbia, MO 65211 USA. Deakin Univ, Geelong, Vic 3217, Australia."
    assert organisations_in(text) == ("Univ Missouri", "Deakin Univ")
    assert countries_in(text) == ("US", "AU")


def test_departments_give_way_to_what_they_belong_to() -> None:
    assert organisations_in("Department of Library Science, University of Kerala, Trivandrum, India") == ("University of Kerala",)
    assert organisations_in("Bell Labs, Inc., Murray Hill, NJ, USA") == ("Bell Labs, Inc",)
    assert organisations_in("Somewhere") == ("Somewhere",)
    assert organisations_in("") == ()


def test_spellings_of_a_name_have_one_key() -> None:
    assert len({organisation_key(name) for name in ("Univ Sheffield", "The University of Sheffield", "University of Sheffield (UK)")}) == 1
    assert organisation_key("University of Washington") != organisation_key("Washington University")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Harbin Institute of Technology, Harbin, China, 150001", ("CN",)),
        ("Univ A, Princeton, New Jersey", ()),
        ("Univ A, Seoul, South Korea", ("KR",)),
        ("Univ A, Москва, Россия", ("RU",)),
        ("Univ A, Brno, Czech Republic; Univ B, London, England", ("CZ", "GB")),
        ("Univ A, Portland, OR", ()),
    ],
)
def test_countries_end_an_address(text, codes) -> None:
    assert countries_in(text) == codes


def test_countries_are_called_in_both_languages() -> None:
    assert [country_code(name) for name in ("Peoples R China", "USA", "DE", "Nowhere")] == ["CN", "US", "DE", ""]
    assert [country_name("US", "ru"), country_name("DE", "ru"), country_name("DE", "en")] == ["США", "Германия", "Germany"]


def test_the_score_interval_by_hand() -> None:
    """2 of 10: (0.2 + 3.841459/20 ± 1.959964 √(0.016 + 3.841459/400)) / 1.3841459 = 0.0567 to 0.5098."""
    assert wilson(2, 10, NORMAL_95) == pytest.approx((0.056682, 0.509838), abs=1e-6)
    assert wilson(0, 0) == (0.0, 1.0)
