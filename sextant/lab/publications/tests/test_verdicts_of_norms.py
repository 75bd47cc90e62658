"""What single norms say of readings made by hand: grounds, columns, controls, age marks."""

from __future__ import annotations

from datetime import date

import pytest

from sextant.lab.publications.age_marks import imprint_pages, marks_on
from sextant.lab.publications.findings import PublicationError
from sextant.lab.publications.judging import judge
from sextant.lab.publications.packs import pack_named
from sextant.lab.publications.pages import Page, Reading
from sextant.lab.publications.tests.books import book, line, paragraph
from sextant.lab.publications.verdicts import Judgement

pytestmark = pytest.mark.once

REGULATION, DECREE = pack_named("tr-cu-007-2011"), pack_named("ru-307-2009")


def for_teens(*runs: list, **more: object) -> Judgement:
    """A book for 11–14 under the regulation, whose rows for it are verified."""
    return judge(book(*runs, **more), REGULATION, "11-14", "fiction")


def for_youngest(*runs: list, **more: object) -> Judgement:
    """A book for 3–6 under decree 307, whose rows for it are verified."""
    return judge(book(*runs, **more), DECREE, "3-6", "fiction")


def failed(one: Judgement) -> list[tuple[str, object, object]]:
    """Rule, value and required of every finding that fails the book."""
    return [(f.rule, f.value, f.required) for f in one.decided() if f.verdict == "fail"]


def test_for_the_youngest_coloured_ground_asks_more_of_longer_text() -> None:
    def told(characters: int) -> list[str]:
        reading = book(paragraph(ground=(255, 217, 160), size_pt=15.0, leading_pt=4.0, measure_mm=120.0, weight="bold"), characters=characters)
        return [f.rule for f in judge(reading, REGULATION, "3-6", "fiction").aside() if f.verdict == "fail" and f.rule.startswith("ground-type")]

    assert (told(199), told(200)) == ([], ["ground-type-3-6-from-200.size"])


def test_coloured_ground_asks_for_larger_type_of_the_youngest() -> None:
    standard = pack_named("ost-29-127-2002")
    orange = {"ground": (255, 217, 160), "weight": "bold"}
    small = judge(book(paragraph(**orange, size_pt=16.0), characters=300), standard, "3-6", "fiction")
    assert failed(small) == [("ground-type-youngest-over-200.size", 16.0, 18.0)]
    assert judge(book(paragraph(**orange, size_pt=16.0), characters=200), standard, "3-6", "fiction").verdict == "pass"
    assert judge(book(paragraph(size_pt=16.0), characters=300), standard, "3-6", "fiction").reasons[0].code == "why_no_rule"
    assert judge(book(paragraph(ground=None), characters=300), standard, "3-6", "fiction").verdict == "not_checkable"


def test_word_space_columns_density_and_colour_are_told_and_decide_nothing() -> None:
    runs = [line(column=0, **COLOURED), line(column=1, block=1, **COLOURED)]
    found = judge(book(runs, gap=5.0), REGULATION, "3-6", "fiction")
    told = {f.rule: (f.value, f.required) for f in found.aside() if f.verdict == "fail"}
    assert told["word-space-3-10.words"] == (2.5, 10.0)
    assert told["columns-3-6-verse.columns"] == ("prose", "verse")
    assert told["columns-3-6-verse.gap"] == (5.0, 12.0)
    assert told["ground-density-any.density"] == (0.5, "≤ 0.3")
    assert told["coloured-type-any.ink"] == ("coloured", "black | grey | white")
    assert found.verdict == "not_checkable"


COLOURED = {"ground": (90, 160, 90), "ground_density": 0.5, "ink": (180, 0, 0)}


def test_inverse_text_asks_for_a_dark_ground() -> None:
    found = judge(book([line(ground=(120, 120, 120), ground_density=0.35, inverse=True)]), REGULATION, "3-6", "fiction")
    told = {f.rule: (f.value, f.required) for f in found.aside() if f.verdict == "fail"}
    assert (told["ground-density-any.density"], told["inverse-type-any.ink"]) == ((0.35, "≥ 0.4"), ("inverse", "dark on light"))


def test_verse_may_stand_in_columns_that_are_far_enough_apart() -> None:
    runs = [line(column=0, role="verse"), line(column=1, block=1, role="verse")]
    wide = judge(book(runs, gap=12.0), DECREE, "3-6", "fiction")
    assert [f.rule for f in wide.findings if f.verdict == "fail" and f.dimension in ("gap", "columns")] == []


def test_a_norm_that_differs_by_subject_asks_for_it() -> None:
    pack = pack_named("sanpin-textbooks")
    fourteen = book(paragraph(size_pt=14.0, measure_mm=95.0))
    assert [f.dimension for f in judge(fourteen, pack, "7-10", "textbook").decided()] == ["subject"]
    assert judge(fourteen, pack, "7-10", "textbook", subject="mathematics").verdict == "pass"
    assert judge(fourteen, pack, "7-10", "textbook", subject="primer").verdict == "fail"
    assert judge(book(paragraph(size_pt=8.0)), pack, "7-10", "textbook").verdict == "fail"


def test_the_control_counts_in_didot_points() -> None:
    pack = pack_named("sanpin-adults")
    assert failed(judge(book(paragraph(size_pt=9.0)), pack, "adult", "fiction")) == [("adult-fiction-9-leaded.size", 9.0, 9.59)]
    assert judge(book(paragraph(size_pt=9.6)), pack, "adult", "fiction").verdict == "pass"
    assert judge(book(paragraph(size_pt=11.0, leading_pt=0.0, measure_mm=130.0)), pack, "adult", "fiction").verdict == "fail"


def test_typography_for_adults_fails_the_youngest() -> None:
    adult = book(paragraph(size_pt=10.7))
    assert judge(adult, pack_named("sanpin-adults"), "adult", "fiction").verdict == "pass"
    assert judge(adult, DECREE, "3-6", "fiction").verdict == "fail"


def test_a_pack_out_of_force_is_put_to_the_book_and_says_so() -> None:
    old = for_youngest(paragraph(size_pt=20.0, measure_mm=120.0))
    assert (old.verdict, [one.code for one in old.reasons]) == ("pass", ["pack_lapsed"])
    early = judge(book(paragraph()), REGULATION, "11-14", "fiction", date(2011, 1, 1))
    assert [one.code for one in early.reasons] == ["pack_out_of_force"]


IMPRINT = "УДК 821 ISBN 978-5-00-0 Тираж 3000 экз."


def marked(text: str, **more: object) -> tuple[str, object, object]:
    """Verdict, value and required of the finding on the age mark, for a book with that imprint."""
    reading = book(paragraph(), [line(page=2, string=text)])
    found = judge(reading, pack_named("ru-436-fz"), "11-14", "fiction", **more)
    one = next(f for f in found.findings if f.dimension == "mark")
    assert not one.decides
    return one.verdict, one.value, one.required


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        (f"{IMPRINT} 12+", {}, ("pass", "12+")),
        (f"{IMPRINT} Для детей старше шести лет.", {"catalogue_mark": "6+"}, ("pass", "6+")),
        (f"{IMPRINT} 6+", {"catalogue_mark": "12+"}, ("fail", "6+")),
        (f"{IMPRINT} 6+ 12+", {}, ("fail", "6+, 12+")),
        (IMPRINT, {}, ("fail", None)),
        (IMPRINT, {"exempt": "научное издание"}, ("pass", "научное издание")),
        (f"{IMPRINT} 112+ 6+5 1,6+", {}, ("fail", None)),
        ("Сказал ёжик: 12+", {}, ("not_checkable", None)),
    ],
)
def test_the_age_mark_is_looked_for_in_the_imprint(text: str, more: dict, expected: tuple) -> None:
    assert marked(text, **more)[:2] == expected


def test_a_mark_that_the_law_does_not_know_is_refused() -> None:
    with pytest.raises(PublicationError, match="“7\\+” is no age mark"):
        judge(book(paragraph()), pack_named("ru-436-fz"), "11-14", "fiction", catalogue_mark="7+")


def test_the_imprint_is_no_text_for_reading() -> None:
    found = for_teens(paragraph(), [line(page=2, string=IMPRINT, size_pt=6.0)])
    assert (found.verdict, [one.code for one in found.reasons]) == ("pass", ["imprint_aside"])


def test_an_imprint_is_looked_for_at_both_ends_of_the_book_only() -> None:
    pages = [Page(n, 148.0, 210.0, True) for n in range(1, 31)]
    reading = Reading("b.pdf", "pdf", "", pages, [line(page=n, string=f"{IMPRINT} 6+") for n in (2, 15, 30)])
    assert imprint_pages(reading) == (2, 30)
    assert marks_on(reading, (2, 30)) == {"6+": (2, (50.0, 550.0, 360.0, 560.0))}


def test_a_column_may_be_too_wide() -> None:
    found = judge(book(paragraph(size_pt=11.0, measure_mm=130.0)), pack_named("sanpin-adults"), "adult", "fiction")
    assert [f.said.ru for f in found.decided() if f.verdict == "fail"] == ["Длина строки 130 мм, требуется ≤ 126 мм."]
