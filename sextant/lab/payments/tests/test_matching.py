"""Which claim a payment pays, with what evidence, and where a person has to look."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.lab.payments.claims import Claim
from sextant.lab.payments.matching import Match, match
from sextant.lab.payments.names import fold, likeness
from sextant.lab.payments.statements.records import StatementLine
from sextant.lab.payments.tests.factories import THEIR_INN, THEIRS, claim, line

NAME = "МБУК «Городская библиотека»"


def one(found: StatementLine, *claims: Claim) -> Match:
    return next(iter(match([found], claims or [claim()])))


def said(found: Match) -> tuple[str, list[tuple[str, float, list[str]]]]:
    return found.verdict, [(one.key, one.confidence, [reason.code for reason in one.reasons]) for one in found.proposals]


@pytest.mark.parametrize("purpose", ["СЧ-2026-000123", "оплата по счету сч 2026 - 000123 от 02.03", "CЧ2026/000123", "№СЧ-2026-000123,НДС нет"])
def test_a_number_in_the_purpose_and_the_amount_are_enough(purpose: str) -> None:
    assert said(one(line(purpose=purpose))) == ("matched", [("c1", 0.85, ["reference", "amount_equal"])])


def test_a_reference_of_its_own_field_counts_the_same() -> None:
    wanted = claim(number="2026-00017", references=("RF85202600017",))
    assert said(one(line(reference="RF85 2026 0001 7"), wanted)) == ("matched", [("c1", 0.85, ["reference", "amount_equal"])])


def test_inn_and_name_and_amount_are_enough_without_a_number() -> None:
    found = one(line(payer_name="МУНИЦИПАЛЬНОЕ БЮДЖЕТНОЕ УЧРЕЖДЕНИЕ КУЛЬТУРЫ ГОРОДСКАЯ БИБЛИОТЕКА", payer_tax_id=THEIR_INN))
    assert said(found) == ("matched", [("c1", 0.70, ["amount_equal", "payer_tax_id", "payer_name"])])


@pytest.mark.parametrize(
    ("payer", "confidence"),
    [
        ({"payer_tax_id": THEIR_INN}, 0.65),
        ({"payer_account": THEIRS}, 0.60),
        ({"payer_name": NAME}, 0.50),
        ({"payer_name": "Gorodskaya biblioteka"}, 0.50),
    ],
)
def test_a_payer_by_one_sign_and_the_amount_are_a_doubt(payer: dict[str, str], confidence: float) -> None:
    found = one(line(**payer))
    assert (found.verdict, found.proposals[0].confidence) == ("doubtful", confidence)


def test_an_amount_alone_is_nothing() -> None:
    assert said(one(line(payer_name="Кто-то другой"))) == ("unmatched", [])


def test_a_part_needs_a_payer_who_agrees() -> None:
    part = {"amount_minor": 50_000, "purpose": "СЧ-2026-000123"}
    assert said(one(line(**part))) == ("doubtful", [("c1", 0.65, ["reference", "amount_partial"])])
    assert said(one(line(**part, payer_tax_id=THEIR_INN))) == ("matched", [("c1", 1.0, ["reference", "amount_partial", "payer_tax_id"])])


def test_more_than_is_open_is_always_a_doubt() -> None:
    found = one(line(amount_minor=150_001, purpose="СЧ-2026-000123", payer_tax_id=THEIR_INN))
    assert said(found) == ("doubtful", [("c1", 0.90, ["reference", "amount_over", "payer_tax_id"])])


def test_another_inn_counts_against_but_does_not_exclude() -> None:
    found = one(line(purpose="СЧ-2026-000123", payer_tax_id="9901000034"))
    assert said(found) == ("matched", [("c1", 0.70, ["reference", "amount_equal", "payer_other"])])


def test_two_claims_that_fit_alike_are_a_doubt() -> None:
    found = one(line(payer_tax_id=THEIR_INN, payer_name=NAME), claim("c1"), claim("c2", number="СЧ-2026-000124"))
    assert (found.verdict, [one.key for one in found.proposals]) == ("doubtful", ["c1", "c2"])
    assert found.proposals[0].reasons[-1].text_ru == "почти так же подходит другое требование"


def test_a_payment_of_two_invoices_proposes_both_together() -> None:
    claims = [claim("c1"), claim("c2", number="СЧ-2026-000124", amount_open_minor=70_000)]
    for given in ({"payer_tax_id": THEIR_INN}, {"purpose": "СЧ-2026-000123, СЧ-2026-000124"}):
        found = one(line(amount_minor=220_000, **given), *claims)
        assert found.verdict == "doubtful"
        assert [(one.key, one.together) for one in found.proposals] == [("c1", ("c2",)), ("c2", ("c1",))]
        assert found.proposals[0].reasons[-1].text_en == "together with СЧ-2026-000124 it comes to this amount"


def test_another_currency_and_a_debit_are_never_matched() -> None:
    assert said(one(line(currency="EUR", purpose="СЧ-2026-000123", payer_tax_id=THEIR_INN))) == ("unmatched", [])
    assert said(one(line(amount_minor=-150_000, purpose="СЧ-2026-000123"))) == ("unmatched", [])


def test_the_same_claim_is_not_paid_twice() -> None:
    twice = [line(purpose="СЧ-2026-000123"), line(line=2, purpose="СЧ-2026-000123")]
    first, second = match(twice, [claim()])
    assert (first.verdict, second.verdict) == ("matched", "doubtful")
    assert second.proposals[0].reasons[-1].code == "already_covered"


def test_two_parts_fill_a_claim() -> None:
    parts = [line(line=number, amount_minor=75_000, purpose="СЧ-2026-000123", payer_tax_id=THEIR_INN) for number in (1, 2)]
    assert [found.verdict for found in match(parts, [claim()])] == ["matched", "matched"]


def test_a_short_or_wordy_number_is_not_looked_for() -> None:
    assert said(one(line(purpose="взнос 17 за март"), claim(number="17"))) == ("unmatched", [])
    assert said(one(line(purpose="взнос за март"), claim(number="взнос"))) == ("unmatched", [])


def test_a_claim_with_nothing_open_is_left_out() -> None:
    assert said(one(line(purpose="СЧ-2026-000123"), claim(amount_open_minor=0))) == ("unmatched", [])


@pytest.mark.parametrize(
    ("one_name", "other"),
    [
        ("Щукина Юлия", "SHCHUKINA YULIIA"),
        ("Дмитрий Хохлов", "Dmitry Khokhlov"),
        ("ООО «Бумага»", "Общество с ограниченной ответственностью Бумага"),
        ("ИВАНОВА АННА ПЕТРОВНА//г Пример, ул Первая//", "Иванова Анна Петровна"),
        ("МБУК Центральная гор. б-ка", "Центральная городская библиотека"),
        ("Семёнов Пётр", "СЕМЕНОВ ПЕТР"),
    ],
)
def test_names_that_mean_the_same_fold_alike(one_name: str, other: str) -> None:
    assert fold(one_name) == fold(other)


def test_initials_stand_for_names_and_other_names_do_not() -> None:
    assert likeness(fold("Иванова А.П."), fold("Иванова Анна Петровна")) == 90.0
    assert likeness(fold("Анна Иванова"), fold("Иванова Анна")) == 100.0
    assert likeness(fold("Иванова А.П."), fold("Иванова Вера Петровна")) < 75
    assert likeness(fold("ООО"), "") == 0.0


def test_fifty_thousand_lines_of_one_fee_stay_within_bounds() -> None:
    claims = [
        claim(f"c{n}", number=f"2026-{n:05}", payer_names=(f"Библиотека {n}",), payer_account="", payer_tax_id="", due_on=date(2026, 1, 1))
        for n in range(2000)
    ]
    lines = [line(line=n, purpose=f"взнос 2026-{n:05}", payer_name="Библиотека", fingerprint=str(n)) for n in range(2000)]
    assert [found.proposals[0].key for found in match(lines, claims)] == [f"c{n}" for n in range(2000)]
