"""Gates, the score and its parts."""

from __future__ import annotations

import math
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.funding.gates import NAMES, gates
from sextant.lab.funding.matching import Match, Part, Shares, match
from sextant.lab.funding.tests.factories import TODAY, call, need, past
from sextant.lab.funding.words import Telling, fold, has, likeness, stems


def answers(found_need: Any, found_call: Any) -> dict[str, str]:
    return {gate.name: gate.answer for gate in gates(found_need, found_call, TODAY)}


def test_a_call_that_asks_for_what_the_applicant_is_passes_every_gate() -> None:
    assert answers(need(), call()) == dict.fromkeys(NAMES, "passed")


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("country", {"countries": ("KZ",)}, "failed"),
        ("country", {"countries": ("*",)}, "passed"),
        ("country", {"countries": ()}, "unknown"),
        ("region", {"regions": ("Tver",)}, "failed"),
        ("region", {"regions": ("  MOSCOW ",)}, "passed"),
        ("region", {"regions": ()}, "passed"),
        ("region", {"regions": (), "countries": ()}, "unknown"),
        ("legal_form", {"legal_forms": ("company",)}, "failed"),
        ("legal_form", {"legal_forms": ()}, "unknown"),
        ("kind", {"applicant_kinds": ("museum",)}, "failed"),
        ("kind", {"applicant_kinds": ("*",)}, "passed"),
        ("amount", {"award_min": 500_01}, "failed"),
        ("amount", {"award_min": 500_00}, "passed"),
        ("amount", {"award_max": 499_99}, "failed"),
        ("amount", {"award_max": None}, "passed"),
        ("amount", {"award_min": None, "award_max": None}, "unknown"),
        ("amount", {"currency": "EUR"}, "unknown"),
        ("deadline", {"closes_on": date(2026, 2, 28)}, "failed"),
        ("deadline", {"closes_on": TODAY}, "passed"),
        ("deadline", {"opens_on": date(2026, 3, 2)}, "passed"),
        ("deadline", {"closes_on": None, "rolling": True}, "passed"),
        ("deadline", {"closes_on": None}, "unknown"),
        ("deadline", {"status": "closed"}, "failed"),
        ("cofunding", {"cofunding_share": None}, "unknown"),
        ("cofunding", {"cofunding_share": Decimal("0.1667")}, "failed"),
        ("cofunding", {"cofunding_share": Decimal("0.1666")}, "passed"),
        ("cofunding", {"cofunding_share": Decimal(1)}, "failed"),
    ],
)
def test_every_gate_answers_for_itself_alone(name: str, words: dict[str, Any], answer: str) -> None:
    found = answers(need(), call(**words))
    assert found[name] == answer
    assert {other for other, said in found.items() if said == "failed"} <= {name}


@pytest.mark.parametrize("lacking", ["country", "region", "legal_form", "kind"])
def test_what_the_need_does_not_say_is_unknown_where_the_call_has_a_limit(lacking: str) -> None:
    assert answers(need(**{lacking: ""}), call(regions=("Moscow",)))[lacking] == "unknown"


def test_own_money_that_nobody_counted_is_unknown() -> None:
    assert answers(need(cofunding=None), call(cofunding_share=Decimal("0.1")))["cofunding"] == "unknown"


def test_a_failed_gate_says_why_in_both_languages() -> None:
    (gate,) = [gate for gate in gates(need(), call(cofunding_share=Decimal("0.25")), TODAY) if gate.name == "cofunding"]
    # 500.00 asked at a quarter of the whole: own x with x = (500 + x) / 4, that is 166.67 rounded up.
    assert gate.said.en == "The call asks for 25 % of the whole cost, that is 166.67 RUB; the applicant has 100 RUB."
    assert gate.said.ru == "Конкурс требует 25 % полной стоимости, то есть 166.67 RUB; у заявителя есть 100 RUB."


def test_a_need_met_in_parts_passes_a_smaller_award_and_own_money_is_measured_by_it() -> None:
    small = call(award_max=300_00, cofunding_share=Decimal("0.25"))
    assert answers(need(in_parts=True), small) == dict.fromkeys(NAMES, "passed")
    assert answers(need(in_parts=False), small)["amount"] == "failed"


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(1, 99))
def test_the_own_money_that_is_named_as_required_is_enough_and_one_less_is_not(asked: int, own: int, percent: int) -> None:
    share = Decimal(percent) / 100
    required = -(-asked * percent // (100 - percent))
    wanted = need(amounts={2026: asked}, cofunding=own)
    passed = {gate.name: gate.answer for gate in gates(wanted, call(award_max=None, cofunding_share=share), TODAY)}["cofunding"]
    assert passed == ("passed" if own >= required else "failed")


def test_stems_join_the_endings_of_both_languages() -> None:
    assert stems("Библиотеки, библиотек и LIBRARIES of a library: ёлка") == ("библиотек", "библиотек", "librari", "librari", "елк")


def test_names_are_compared_without_capitals_doubled_spaces_and_dots_over_e() -> None:
    assert fold(" Фонд  ЁЛКА ") == fold("фонд елка") == "фонд елка"


def test_a_word_too_short_for_a_stem_must_stand_there_as_it_is() -> None:
    assert (has("Курс ИТ для библиотек", "ит"), has("Читальня", "ит"), has("x", " ")) == (True, False, False)


def test_idf_and_the_cosine_are_those_of_the_formula() -> None:
    telling = Telling(["library books", "library"])
    assert telling.idf("librari") == 1  # ln(3/3) + 1
    assert telling.idf("book") == math.log(3 / 2) + 1
    book = (1 + math.log(3)) * (math.log(3 / 2) + 1)
    assert telling.weigh("books books books library") == {
        "book": pytest.approx(book / math.hypot(1, book)),
        "librari": pytest.approx(1 / math.hypot(1, book)),
    }
    value, common = likeness(telling.weigh("library library"), telling.weigh("library books"))
    assert value == pytest.approx(1 / math.hypot(1, math.log(1.5) + 1))
    assert common == ("librari",)


def test_the_score_is_the_weighted_mean_of_its_parts() -> None:
    wanted = need(title="Books", themes=("Детское чтение", "inclusion"))
    offered = call(title="Books", themes=("чтение детское",))
    (found,) = match(wanted, [offered], TODAY, [past("g1", title="Books", recipient="Books library")]).fitting
    themes, words, precedents = found.parts
    assert (themes.value, precedents.value) == (0.5, 0.5)
    assert themes.said.en == "Themes in common: Детское чтение (1 of 2)."
    assert precedents.said.ru == "Грантодатель уже поддерживал похожих заявителей (1): Books library."
    assert found.score == round((40 * 0.5 + 40 * words.value + 20 * 0.5) / 100, 6)


def test_a_text_in_two_languages_finds_calls_in_either() -> None:
    wanted = need(title="Книги для слепых / Books for the blind")
    calls = [call(id="en", title="Books for blind readers"), call(id="ru", title="Книга слепому"), call(id="no", title="Bridges")]
    found = {one.call.id: one.parts[1].value for one in match(wanted, calls, TODAY).fitting}
    assert found["en"] > 0
    assert found["ru"] > 0
    assert found["no"] == 0


@pytest.mark.parametrize(
    ("grant", "value"),
    [({}, 0.5), ({"funder": "Other"}, 0.0), ({"country": "GB"}, 0.0), ({"country": "RU"}, 0.5), ({"title": "Bridge", "recipient": "Town"}, 0.0)],
)
def test_an_earlier_grant_counts_if_funder_country_and_purpose_agree(grant: dict[str, Any], value: float) -> None:
    (found,) = match(need(title="Books for a library"), [call()], TODAY, [past("g1", **grant)]).fitting
    assert found.parts[2].value == value


def test_calls_given_are_fitting_or_excluded_and_unknown_excludes_nothing() -> None:
    calls = [call(id="late", closes_on=date(2025, 1, 1)), call(id="silent", countries=(), legal_forms=(), currency=""), call(id="good")]
    found = match(need(), calls, TODAY)
    assert [one.call.id for one in found.fitting] == ["good", "silent"]
    assert [(one.call.id, one.unknown) for one in found.excluded] == [("late", 0)]


def test_the_score_goes_before_what_is_unknown_and_that_before_the_day() -> None:
    calls = [
        call(id="late", closes_on=date(2026, 5, 1)),
        call(id="silent", legal_forms=()),
        call(id="good", title="Книги", legal_forms=()),
        call(id="soon"),
    ]
    assert [one.call.id for one in match(need(), calls, TODAY).fitting] == ["good", "soon", "late", "silent"]


@given(st.permutations(range(6)), st.randoms())
def test_the_order_of_the_calls_given_changes_nothing(order: list[int], shuffle: random.Random) -> None:
    calls = [
        call(id=str(number), title=["Books", "Читающие дети", "Reading"][number % 3], closes_on=date(2026, 4, 1 + number % 2)) for number in range(6)
    ]
    grants = [past(str(number), title=f"Books {number}") for number in range(4)]
    expected = match(need(title="Books дети"), calls, TODAY, grants)
    shuffle.shuffle(grants)
    assert match(need(title="Books дети"), [calls[number] for number in order], TODAY, grants) == expected


def test_another_choice_of_weights_changes_the_score() -> None:
    (found,) = match(need(themes=("reading",)), [call(themes=("Reading",))], TODAY, shares=Shares(1, 0, 0)).fitting
    assert found.score == 1.0


def test_a_need_without_words_scores_nothing_and_breaks_nothing() -> None:
    (found,) = match(need(title="12"), [call(title="!")], TODAY).fitting
    assert isinstance(found, Match)
    assert [(part.name, part.value) for part in found.parts if isinstance(part, Part)] == [("themes", 0.0), ("words", 0.0), ("precedents", 0.0)]
