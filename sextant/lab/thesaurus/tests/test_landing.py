"""Where the words of a text lie in the thesaurus."""

from __future__ import annotations

import gzip
import os
import time
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sextant.lab.thesaurus.concepts import Concept, Labels
from sextant.lab.thesaurus.landing import Lander, Landing, Open, Place
from sextant.lab.thesaurus.reading import starter
from sextant.lab.thesaurus.tests.factories import concept, made, small
from sextant.lab.thesaurus.words import english, keys

LANDER = Lander(small())
WHOLE = Lander(starter())


def landed(text: str, lander: Lander = LANDER) -> list[tuple[str, str]]:
    return [(one.concept, place.text) for one in lander.land(text).landings for place in one.places]


def test_a_text_lands_with_the_places_and_the_labels_found() -> None:
    text = "Каталоги публичных библиотек и сама библиотека"
    assert LANDER.land(text).landings == (
        Landing("c0002", (Place(9, 28, "публичных библиотек", "публичная библиотека"),)),
        Landing("c0001", (Place(36, 46, "библиотека", "библиотека"),)),
    )


def test_the_longest_label_wins_and_then_the_first() -> None:
    assert landed("public library catalogues") == [("c0002", "public library")]
    assert landed("the online catalogue of a library") == [("c0004", "online catalogue"), ("c0001", "library")]


@pytest.mark.parametrize("text", ["ЭК", "электронным каталогом", "ЭЛЕКТРОННЫЙ КАТАЛОГ", "OPACs", "online catalogs", "on-line: online-catalogue"])
def test_one_concept_answers_to_both_languages_in_any_form(text: str) -> None:
    assert LANDER.land(text).concepts == ("c0004",)


@pytest.mark.parametrize(
    "text", ["эк", "Эк, куда хватил", "opac", "online. Catalogue", "online, catalogue", "online\n\ncatalogue", "электронный — и каталог"]
)
def test_an_acronym_keeps_its_capitals_and_a_label_is_not_torn_by_punctuation(text: str) -> None:
    assert LANDER.land(text).concepts == ()


def test_a_label_may_be_parted_by_one_line_break_a_hyphen_or_a_soft_hyphen() -> None:
    assert landed("public\nlibrary, public-library, pub\u00adlic library, библио\u00adтека") == [
        ("c0002", "public\nlibrary"),
        ("c0002", "public-library"),
        ("c0002", "pub\u00adlic library"),
        ("c0001", "библио\u00adтека"),
    ]


def test_words_that_may_mean_two_things_land_by_what_stands_around_them() -> None:
    assert landed("Cataloguing rules: RDA") == [("c0005", "Cataloguing"), ("c0006", "RDA")]
    assert landed("научные данные и RDA") == [("c0007", "RDA")]
    assert LANDER.land("We met at RDA.").open == (Open(10, 13, "RDA", ("c0006", "c0007")),)
    assert LANDER.land("We met at RDA.").landings == ()


def test_a_neighbouring_concept_is_context_too() -> None:
    assert landed("RDA in a public library")[0] == ("c0006", "RDA")


def test_qualifiers_of_hidden_labels_are_the_context_and_those_of_the_others_are_for_the_eye() -> None:
    hidden = Labels("ranking (retrieval)", hidden=("ranking (search engine)",))
    lander = Lander(made(Concept("c0001", hidden, Labels("ранжирование документов"), top=True)))
    assert lander.land("ranking in a search engine").concepts == ("c0001",)
    assert lander.land("ranking of retrieval").concepts == ()


def test_words_of_one_stem_and_another_sense_do_not_meet() -> None:
    assert landed("universal library, publication library, cataloguer") == [("c0001", "library"), ("c0001", "library")]
    assert len({english(word) for word in ("university", "universal", "public", "publication", "inform", "information")}) == 6
    assert "c0436" not in WHOLE.land("данного исследования").concepts
    assert WHOLE.land("Данного исследования мало.").landings == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("libraries", "library's"),
        ("catalogue", "catalogs"),
        ("digitisation", "digitization"),
        ("behaviour", "behaviors"),
        ("indices", "index"),
        ("theses", "thesis"),
        ("children", "child"),
        ("centres", "center"),
        ("searches", "search"),
        ("библиотеках", "библиотекою"),
        ("учётом", "учета"),
    ],
)
def test_forms_and_spellings_of_one_word_have_a_key_in_common(one: str, other: str) -> None:
    assert set(keys(one)) & set(keys(other))


def test_labels_of_a_concept_no_longer_in_force_land_on_what_replaced_it() -> None:
    whole = made(
        concept("c0001", "open access", "открытый доступ"),
        concept("c0002", "free access | open access", "свободный доступ", deprecated=True, replaced_by="c0001"),
        concept("c0003", "lost", "утраченное", deprecated=True),
    )
    assert landed("free access, open access, lost", Lander(whole)) == [("c0001", "free access"), ("c0001", "open access")]


def test_labels_that_meet_in_another_form_are_named() -> None:
    whole = made(
        concept("c0001", "web archive", "веб-архив"),
        concept("c0002", "web page | Web Archives", "веб-страница"),
        concept("c0003", "net", "сеть | Веб архивы"),
    )
    assert [[(one.concept, one.label) for one in some] for some in Lander(whole).meeting()] == [
        [("c0001", "web archive"), ("c0002", "Web Archives")],
        [("c0001", "веб-архив"), ("c0003", "Веб архивы")],
    ]
    assert WHOLE.meeting() == []


def test_keywords_land_one_by_one_with_the_others_as_their_context() -> None:
    found = LANDER.land_keywords(["RDA", "cataloguing rules", "xyz", "RDA"])
    assert {word: answer.concepts for word, answer in found.items()} == {"RDA": ("c0006",), "cataloguing rules": ("c0005",), "xyz": ()}
    assert found["RDA"].landings[0].places == (Place(0, 3, "RDA", "RDA (cataloguing rules)"),)


def test_a_text_in_capitals_lands_as_one_in_small_letters() -> None:
    text = "PUBLIC LIBRARIES AND THEIR ONLINE CATALOGUES"
    assert LANDER.land(text).concepts == LANDER.land(text.lower()).concepts == ("c0002", "c0004")


@pytest.mark.parametrize("text", ["", "   ", "…", "(", "\x00", "\ud800", "а" * 100_000, "library " * 20_000, " " * 100_000 + "library", "ﬁ̈́ẞİ"])
def test_any_text_is_taken(text: str) -> None:
    assert all(text[place.start : place.end] == place.text for one in LANDER.land(text).landings for place in one.places)


@given(
    some.lists(
        some.sampled_from(["public", "library", "RDA", "каталог", "электронный", "the", ".", "\n", "-", "публичных", "библиотек"]), max_size=20
    )
)
def test_places_are_pieces_of_the_text_in_order_without_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    found = LANDER.land(text)
    places = sorted((place.start, place.end, place.text) for one in found.landings for place in one.places)
    places = sorted([*places, *((one.start, one.end, one.text) for one in found.open)])
    assert all(text[start:end] == piece for start, end, piece in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert LANDER.land(text) == found


@given(some.text(max_size=200))
def test_whatever_the_text_the_answer_is_the_same_with_a_fresh_lander(text: str) -> None:
    assert Lander(small()).land(text) == LANDER.land(text)


@pytest.fixture
def field_corpus() -> list[str]:
    """Titles and abstracts of the field corpus, from SEXTANT_TEST_DATA."""
    path = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "literature" / "arxiv_field_15932.tsv.gz"
    if not path.is_file():
        pytest.skip(f"no field corpus at {path}; set SEXTANT_TEST_DATA")
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        return [cells[2] + ". " + cells[7] for cells in (line.rstrip("\n").split("\t") for line in islice(handle, 2000))]


@pytest.mark.real_data
def test_most_of_the_field_corpus_lands_and_fast_enough(field_corpus: list[str]) -> None:
    begun = time.process_time()
    landed_texts = sum(bool(WHOLE.land(text).landings) for text in field_corpus)
    assert landed_texts / len(field_corpus) > 0.85
    assert time.process_time() - begun < 20
