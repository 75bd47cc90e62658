"""An author's name in a text: in every case, order and alphabet, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.blinding import Identity, Part, find_names, redact_text
from sextant.lab.blinding.cases import declined
from sextant.lab.blinding.finding_names import WORDS
from sextant.lab.blinding.findings import say

CHEKHOV = Identity(
    family="Чехов",
    given="Антон",
    patronymic="Павлович",
    latin="Anton Chekhov",
    e_mail="a.chekhov@mail.example",
    orcid="https://orcid.org/0000-0002-1825-0097",
    phone="+7 912 345-67-89",
    organisations=("МБУК «Таганрогская городская библиотека имени Чехова»", "ТГБЧ"),
)
WOMAN = Identity(family="Щёголева", given="Юлия", patronymic="Ильинична")
WHITE = Identity(family="Белый", given="Андрей", patronymic="Николаевич")
BOOK = Identity(family="Книга", given="Анна", patronymic="Ивановна")
DOUBLE = Identity(family="Мамин-Сибиряк", given="Дмитрий", patronymic="Наркисович")
BIRD = Identity(family="Соловей", given="Лев", patronymic="Петрович")


def found(text: str, *people: Identity) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.stop], one.what.code.removeprefix("found_"), one.confidence) for one in find_names([text], people)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("А. П. Чехов", "initials"),
        ("А.П.Чехов", "initials"),
        ("Чехов А.П.", "initials"),
        ("ЧЕХОВ А. П.", "initials"),
        ("А.Чехов", "initials"),
        ("Чехову А. П.", "initials"),
        ("Чехов АП", "initials"),
        ("Чехов Антон Павлович", "full_name"),
        ("Антоном Павловичем Чеховым", "full_name"),
        ("Чехова Антона", "full_name"),
        ("Антону Павловичу", "given_patronymic"),
        ("Чехов", "family"),
        ("Чеховым", "family"),
        ("Че-\nхов", "family"),
        ("Че\u00adхов", "family"),
        ("Че-\r\nхова", "family"),
        ("Че\ufffeхова", "family"),
        ("ЧЕ-\nХОВ", "family"),
        ("Антон Па-\nвло-\nвич Че\ufffe\r\nхов", "full_name"),
        ("Ч е х о в", "family"),
        ("Чéхoв", "family"),
        ("Чеxoв", "family"),
        ("Anton Chekhov", "full_name"),
        ("Anton P. Chekhov", "full_name"),
        ("Chekhov, A.P.", "initials"),
        ("A. P. Chekhov", "initials"),
        ("Anton Čechov", "full_name"),
        ("Čehov", "family"),
        ("Tchekhov", "family"),
        ("Chexov", "family"),
        ("Tschechow", "family"),
        ("a.chekhov@mail.example", "e_mail"),
        ("A.Chekhov (at) mail.example", "e_mail"),
        ("0000-0002-1825-0097", "orcid"),
        ("0000000218250097", "orcid"),
        ("8 (912) 345-67-89", "phone"),
        ("+79123456789", "phone"),
        ("Таганрогской городской библиотеке им. Чехова", "organisation"),
        ("ТГБЧ", "acronym"),
    ],
)
def test_a_name_is_certain_whatever_its_case_order_and_alphabet(text: str, what: str) -> None:
    assert found(f"Работу сдал {text}, затем её читали.", CHEKHOV) == [(text, what, "certain")]


@pytest.mark.parametrize(
    ("person", "text", "what", "confidence"),
    [
        (WOMAN, "Щеголевой", "family", "certain"),
        (WOMAN, "Ю. И. Щёголева", "initials", "certain"),
        (WOMAN, "Yu. Shchegoleva", "initials", "certain"),
        (WOMAN, "Iuliia Shchegoleva", "full_name", "certain"),
        (WOMAN, "Julia Ščegoleva", "full_name", "certain"),
        (WOMAN, "Юлией Ильиничной", "given_patronymic", "certain"),
        (WOMAN, "Щёголевым", "family", "likely"),
        (WHITE, "Андрею Белому", "full_name", "certain"),
        (WHITE, "А. Н. Белым", "initials", "certain"),
        (WHITE, "Белого", "family", "likely"),
        (BOOK, "А. И. Книге", "initials", "certain"),
        (BOOK, "Книгой А.", "initials", "certain"),
        (BOOK, "Книга", "family", "likely"),
        (DOUBLE, "Мамина-Сибиряка", "family", "certain"),
        (DOUBLE, "Мамин-\nСибиряк", "family", "certain"),
        (DOUBLE, "Мамин\ufffe\r\nСибиряк", "family", "certain"),
        (DOUBLE, "Д. Н. Мамин – Сибиряк", "initials", "certain"),
        (DOUBLE, "Mamin-Sibiryak", "family", "certain"),
        (DOUBLE, "Мамину", "family", "likely"),
        (BIRD, "Соловью Л. П.", "initials", "certain"),
        (BIRD, "Льву Петровичу", "given_patronymic", "certain"),
        (Identity(family="Лист", given="Ян"), "any list", "full_name", "likely"),
        (CHEKHOV, "антон чехов", "full_name", "certain"),
        (Identity(family="Малина", given="Яна"), "Малина", "family", "likely"),
        (Identity(family="Калинина", given="Яна"), "Калинина", "family", "certain"),
        (CHEKHOV, "antonchekhov", "handle", "likely"),
        (CHEKHOV, "achekhov", "handle", "likely"),
        (CHEKHOV, "ЧеховАнтон", "handle", "likely"),
        (CHEKHOV, "a.chekhov", "handle", "likely"),
        (CHEKHOV, "чехов", "family", "likely"),
        (CHEKHOV, "Антон Ч.", "given_initial", "likely"),
    ],
)
def test_what_may_be_somebody_or_something_else_is_likely(person: Identity, text: str, what: str, confidence: str) -> None:
    assert found(f"Работу сдал {text} вчера", person) == [(text, what, confidence)]


def test_other_initials_an_honoured_name_and_another_sex_make_it_only_likely() -> None:
    assert found("М. П. Чехова", CHEKHOV) == [("Чехова", "family", "likely")]
    assert found("Чехову А. Б. поручено", CHEKHOV) == [("Чехову", "family", "likely")]
    assert found("Пушкин А. С., Чехов", CHEKHOV) == [("Чехов", "family", "certain")]
    assert found("библиотека имени Чехова", CHEKHOV) == [("Чехова", "family", "likely")]


@pytest.mark.parametrize(
    ("person", "text"),
    [
        (CHEKHOV, "Чеховская премия, чеховский музей, Чехословакия, Почехов, ТГБЧУ"),
        (CHEKHOV, "Антон пришёл. Павлович ушёл. Телефон 912 345-67-80, 0000-0002-1825-0098, b.chekhovskaya@mail.example"),
        (CHEKHOV, "Таганрогская городская больница имени Пирогова"),
        (WHITE, "белый снег и белая ночь"),
        (BOOK, "книга о книге, книжный, Книжкина неделя"),
        (BIRD, "соловей, левый, Левша"),
        (Identity(family="Ли", given="Ким"), "Ли это? Так ли это?"),
        (Identity(), "Любой текст"),
    ],
)
def test_other_words_are_no_name(person: Identity, text: str) -> None:
    assert found(text, person) == []


def test_a_name_that_is_also_written_small_is_a_word() -> None:
    person = Identity(family="Озерова", given="Анна")
    assert found("Озерова", person) == [("Озерова", "family", "certain")]
    assert found("Озеров много, и озеров этих не счесть. Озерова", Identity(family="Озеров"))[-1] == ("Озерова", "family", "certain")
    assert found("у озеров тихо. Озеров", Identity(family="Озеров"))[-1] == ("Озеров", "family", "likely")


def test_a_finding_tells_the_place_and_what_stands_around() -> None:
    parts = [
        Part(say("place_page", number=1), "Введение"),
        Part(say("place_page", number=2), "много слов " * 9 + "сдал\nА. П. Чехов" + " и ещё" * 20),
    ]
    (one,) = find_names(parts, [WHITE, CHEKHOV])
    assert (one.part, one.person, one.place and one.place.ru, one.confidence) == (1, 1, "страница 2", "certain")
    assert one.excerpt == "…в много слов много слов много слов сдал А. П. Чехов и ещё и ещё и ещё и ещё и ещё и ещё и е…"


def test_of_overlapping_names_the_longest_counts_and_each_person_is_told() -> None:
    text = "Авторы: Чехов А. П., Щёголева Ю. И."
    whole = [("Чехов А. П.", "initials", "certain"), ("Щёголева Ю. И.", "initials", "certain")]
    assert found(text, CHEKHOV, WOMAN) == whole
    assert found(text.replace(",", "\n"), CHEKHOV, WOMAN) == whole


def test_a_covered_text_names_nobody() -> None:
    text = "Я, Чехов А.П. (a.chekhov@mail.example), благодарю Антона Павловича."
    findings = find_names([text], [CHEKHOV])
    assert redact_text(text, findings) == "Я, █████ (█████), благодарю █████."
    assert redact_text(text, findings, WORDS["ru"]) == "Я, [имя удалено] ([имя удалено]), благодарю [имя удалено]."
    assert find_names([redact_text(text, findings)], [CHEKHOV]) == ()


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("иванов", {"иванов", "иванова", "иванову", "ивановым", "иванове", "ивановы", "ивановых", "ивановыми"}),
        ("иванова", {"иванова", "ивановой", "иванову"}),
        ("толстой", {"толстой", "толстого", "толстому", "толстым", "толстом"}),
        ("вяземская", {"вяземская", "вяземской", "вяземскую"}),
        ("павел", {"павел", "павла", "павлу", "павлом", "павле"}),
        ("лев", {"лев", "льва", "льву", "львом", "льве"}),
        ("заяц", {"заяц", "зайца", "зайцу", "зайцем", "зайце"}),
        ("мария", {"мария", "марии", "марию", "марией"}),
        ("игорь", {"игорь", "игоря", "игорю", "игорем", "игоре"}),
        ("любовь", {"любовь", "любови", "любовью"}),
        ("юрий", {"юрий", "юрия", "юрию", "юрием", "юрии"}),
        ("рерих", {"рерих", "рериха", "рериху", "рерихом", "рерихе"}),
        ("соловей", {"соловей", "соловья", "соловью", "соловьем", "соловье"}),
    ],
)
def test_names_are_declined(name: str, forms: set[str]) -> None:
    assert forms <= declined(name)


def test_a_patronymic_has_several_spellings() -> None:
    person = Identity(family="Ким", given="Нина", patronymic="Анатольевна")
    assert found("Нине Анатолиевне", person) == [("Нине Анатолиевне", "given_patronymic", "certain")]
    assert found("Андрея Николаича", WHITE) == [("Андрея Николаича", "given_patronymic", "certain")]


@pytest.mark.parametrize("name", ["шевченко", "гюго", "гете"])
def test_names_that_do_not_change_stay(name: str) -> None:
    assert declined(name) == {name}


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for one in find_names([text], [CHEKHOV, DOUBLE]):
        assert 0 <= one.start < one.stop <= len(text)
