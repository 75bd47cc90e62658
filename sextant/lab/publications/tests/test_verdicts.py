"""What the rules say of readings made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.publications.age_marks import imprint_pages, marks_on
from sextant.lab.publications.findings import PublicationError
from sextant.lab.publications.judging import judge, numbered, youngest
from sextant.lab.publications.packs import pack_named, packs
from sextant.lab.publications.pages import Page, Reading
from sextant.lab.publications.tests.books import book, line, paragraph
from sextant.lab.publications.verdicts import Judgement

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


def test_text_that_meets_every_demand_passes() -> None:
    found = for_teens(paragraph())
    assert (found.verdict, failed(found), found.reasons) == ("pass", [], ())


def test_a_pass_is_told_once_for_a_demand_where_it_is_narrowest() -> None:
    found = for_teens(paragraph(size_pt=12.0), paragraph(page=2, size_pt=10.5), paragraph(page=3, size_pt=14.0))
    told = [(f.page, f.value) for f in found.findings if f.rule == "type-11-14-fiction-over-1500.size"]
    assert told == [(2, 10.5)]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"size_pt": 9.89}, [("type-11-14-fiction-over-1500.size", 9.89, 10.0)]),
        ({"leading_pt": 1.79}, [("type-11-14-fiction-over-1500.leading", 1.79, 2.0)]),
        ({"measure_mm": 71.4}, [("type-11-14-fiction-over-1500.line", 71.4, 72.0)]),
        ({"upright": False}, [("type-11-14-fiction-over-1500.upright", "italic", "upright")]),
        ({"width": "narrow"}, [("type-11-14-fiction-over-1500.width", "narrow", "normal | wide")]),
        ({"weight": "bold"}, [("type-11-14-fiction-over-1500.weight", "bold", "light | regular")]),
    ],
)
def test_one_demand_missed_fails_the_book(more: dict, expected: list) -> None:
    found = for_teens(paragraph(**more))
    assert (found.verdict, failed(found)) == ("fail", expected)


@pytest.mark.parametrize("more", [{"size_pt": 9.9}, {"leading_pt": 1.8}, {"measure_mm": 71.5}])
def test_what_measuring_may_be_off_by_is_given_to_the_book(more: dict) -> None:
    assert for_teens(paragraph(**more)).verdict == "pass"


@pytest.mark.parametrize("name", ["leading_pt", "measure_mm"])
def test_what_was_not_measured_is_never_a_pass(name: str) -> None:
    found = for_teens(paragraph(**{name: None}))
    open_ones = [f for f in found.decided() if f.verdict == "not_checkable"]
    assert (found.verdict, [f.value for f in open_ones]) == ("not_checkable", [None])
    assert found.reasons[0].code == "why_rule"


def test_a_failure_elsewhere_stands_though_something_was_not_measured() -> None:
    assert for_teens(paragraph(leading_pt=None), paragraph(block=1, size_pt=8.0)).verdict == "fail"


def test_the_volume_of_the_page_chooses_the_row() -> None:
    nine = paragraph(size_pt=9.0, measure_mm=50.0)
    assert for_teens(nine, characters=1_500).verdict == "pass"
    assert failed(for_teens(nine, characters=1_501)) == [
        ("type-11-14-fiction-over-1500.line", 50.0, 72.0),
        ("type-11-14-fiction-over-1500.size", 9.0, 10.0),
    ]


@pytest.mark.parametrize(
    ("size", "leading", "line_mm", "characters", "verdict"),
    [
        (20.0, 2.0, 117.0, 900, "pass"),
        (16.0, 4.0, 117.0, 900, "pass"),
        (14.0, 4.0, 108.0, 900, "pass"),
        (12.0, 2.0, 90.0, 200, "pass"),
        (12.0, 2.0, 90.0, 201, "fail"),
        (18.0, 2.0, 117.0, 900, "fail"),
        (20.0, 2.0, 108.0, 900, "fail"),
        (11.0, 4.0, 117.0, 100, "fail"),
    ],
)
def test_one_row_of_the_table_that_fits_is_enough(size: float, leading: float, line_mm: float, characters: int, verdict: str) -> None:
    assert for_youngest(paragraph(size_pt=size, leading_pt=leading, measure_mm=line_mm), characters=characters).verdict == verdict


def test_twelve_points_for_the_youngest_must_be_sans() -> None:
    twelve = {"size_pt": 12.0, "leading_pt": 2.0, "measure_mm": 95.0}
    assert failed(for_youngest(paragraph(**twelve, face="serif"), characters=150)) == [("type-3-6-12.face", "serif", "sans")]
    assert for_youngest(paragraph(**twelve, face="unknown"), characters=150).verdict == "not_checkable"


def test_low_contrast_is_left_to_the_eye() -> None:
    found = for_youngest(paragraph(size_pt=20.0, measure_mm=120.0, face="serif"))
    assert (found.verdict, [one.code for one in found.by_eye]) == ("pass", ["eye_face"])


def test_a_weight_the_file_does_not_tell_is_left_to_the_eye_and_a_wrong_one_fails() -> None:
    found = for_teens(paragraph(weight="unknown", width="unknown", upright=None))
    assert (found.verdict, [one.code for one in found.by_eye]) == ("pass", ["eye_weight", "eye_width", "eye_upright"])
    assert for_teens(paragraph(weight="bold", width="unknown")).verdict == "fail"


def test_headings_captions_and_folios_are_set_aside() -> None:
    small = [line(role=role, at=9 + n, block=9 + n, size_pt=5.0) for n, role in enumerate(("heading", "caption", "folio"))]
    assert for_teens(paragraph(), small).verdict == "pass"


def test_verse_may_be_short_but_not_small() -> None:
    assert for_teens(paragraph(role="verse", measure_mm=30.0)).verdict == "pass"
    assert for_teens(paragraph(role="verse", measure_mm=30.0, size_pt=8.0)).verdict == "fail"


def test_the_mark_of_a_note_does_not_make_a_paragraph_small() -> None:
    assert for_teens([*paragraph(), line(string="12", characters=2, size_pt=6.0)]).verdict == "pass"
    assert for_teens([*paragraph(), line(string="мелко", characters=5, size_pt=6.0)]).verdict == "fail"


def test_a_word_set_off_does_not_make_the_face_of_its_paragraph() -> None:
    assert for_teens([*paragraph(), line(string="вдруг", characters=5, weight="bold", upright=False)]).verdict == "pass"


def test_a_lone_line_does_not_show_its_column() -> None:
    lone = [line(leading_pt=None, measure_mm=60.0)]
    assert for_teens(lone).verdict == "not_checkable"
    assert for_teens(lone, paragraph(page=2)).verdict == "pass"


def test_findings_are_one_for_a_rule_a_page_and_a_paragraph() -> None:
    found = for_teens(paragraph(size_pt=8.0, lines=5), paragraph(block=1, size_pt=8.0), paragraph(page=2, size_pt=8.0))
    assert [(f.page, f.box) for f in found.findings if f.verdict == "fail" and f.decides] == [
        (1, (50.0, 470.0, 360.0, 560.0)),
        (1, (50.0, 410.0, 360.0, 460.0)),
        (2, (50.0, 510.0, 360.0, 560.0)),
    ]
    assert [(one.passed, one.failed, one.pages) for one in found.rules if one.decides] == [(0, 3, (1, 2))]


@pytest.mark.parametrize("age", ["3-6", "7-10", "15-17"])
def test_without_a_verified_rule_nothing_is_decided_and_what_is_not_verified_stands_beside(age: str) -> None:
    found = judge(book(paragraph(size_pt=6.0), characters=2_500), REGULATION, age, "fiction")
    assert found.verdict == "not_checkable"
    assert found.reasons[0].code == "why_only_unverified"
    assert not found.decided()
    assert any(f.verdict == "fail" and not f.verified for f in found.findings)


def test_without_any_rule_the_reason_is_another() -> None:
    found = judge(book(paragraph()), DECREE, "11-14", "textbook")
    assert (found.verdict, found.reasons[0].code, found.findings) == ("not_checkable", "why_no_rule", ())


def test_a_row_not_verified_speaks_beside_verified_ones_only_where_it_would_be_met() -> None:
    def told(leading: float, measure: float) -> tuple[str, list[tuple[str, str]]]:
        found = judge(book(paragraph(leading_pt=leading, measure_mm=measure), characters=2_500), DECREE, "15-17", "fiction")
        return found.verdict, sorted({(f.rule.rpartition(".")[0], f.verdict) for f in found.aside() if f.table == "type-15-17"})

    assert told(2.0, 70.0) == ("pass", [])
    assert told(0.0, 70.0) == ("fail", [("type-15-17-over-2000-solid", "pass")])
    assert told(0.0, 60.0) == ("fail", [])


def test_pages_of_which_no_verified_row_speaks_hold_up_a_pass_and_not_a_failure() -> None:
    def reference(size: float) -> Judgement:
        runs = [*paragraph(size_pt=size), *paragraph(page=2, size_pt=12.0, weight="bold")]
        pages = [Page(1, 148.0, 210.0, True, characters=1_600), Page(2, 148.0, 210.0, True, characters=900)]
        return judge(Reading("b.pdf", "pdf", "", pages, runs), REGULATION, "11-14", "reference")

    assert (reference(10.0).verdict, reference(10.0).reasons[0].code) == ("not_checkable", "why_uncovered")
    assert reference(8.0).verdict == "fail"


def test_for_the_youngest_coloured_ground_asks_more_of_longer_text() -> None:
    def told(characters: int) -> list[str]:
        reading = book(paragraph(ground=(255, 217, 160), size_pt=15.0, leading_pt=4.0, measure_mm=120.0, weight="bold"), characters=characters)
        return [f.rule for f in judge(reading, REGULATION, "3-6", "fiction").aside() if f.verdict == "fail" and f.rule.startswith("ground-type")]

    assert (told(199), told(200)) == ([], ["ground-type-3-6-from-200.size"])


def test_a_page_that_cannot_be_checked_holds_up_a_pass_and_not_a_failure() -> None:
    assert for_teens(paragraph(), shut={2: "scan"}).verdict == "not_checkable"
    assert for_teens(paragraph(size_pt=8.0), shut={2: "scan"}).verdict == "fail"
    assert for_teens(paragraph(), shut={2: "blank"}).verdict == "pass"


@pytest.mark.parametrize("why", ["scan", "curves", "ocr", "no_text", "blank"])
@pytest.mark.parametrize("pack", packs(), ids=lambda one: one.id)
def test_a_book_without_text_never_passes(pack: object, why: str) -> None:
    found = judge(book(shut={1: why}), pack, "11-14", "fiction")
    assert found.verdict == "not_checkable"
    assert found.reasons[0].code == "why_no_text"


def test_text_of_a_page_that_cannot_be_checked_is_not_judged() -> None:
    found = for_teens(paragraph(), paragraph(page=2, size_pt=5.0), shut={2: "ocr"})
    assert (found.verdict, failed(found)) == ("not_checkable", [])


def test_a_flowing_epub_says_that_it_flows() -> None:
    found = judge(Reading("book.epub", "epub", "0" * 64), REGULATION, "11-14", "fiction")
    assert (found.verdict, found.reasons[0].code) == ("not_checkable", "why_flows")


def test_a_book_for_two_ages_follows_the_younger() -> None:
    assert youngest(["11-14", "3-6", "7-10"]) == "3-6"
    assert judge(book(paragraph()), REGULATION, ["15-17", "11-14"], "fiction").age == "11-14"


@pytest.mark.parametrize(("age", "kind", "code"), [("5-6", "fiction", "age_unknown"), ("3-6", "comic", "kind_unknown")])
def test_a_question_that_no_norm_knows_is_refused(age: str, kind: str, code: str) -> None:
    with pytest.raises(PublicationError) as caught:
        judge(book(paragraph()), REGULATION, age, kind)
    assert caught.value.code == code


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


def test_page_numbers_are_told_in_runs() -> None:
    assert numbered([3, 1, 2, 7, 9, 10, 10]) == "1–3, 7, 9–10"
    assert numbered(list(range(1, 40, 2)), most=3) == "1, 3, 5 …"


def test_sentences_have_the_decimal_sign_and_the_words_of_their_language() -> None:
    found = for_teens(paragraph(size_pt=8.5, width="narrow"))
    said = {f.dimension: f.said for f in found.decided() if f.verdict == "fail"}
    assert said["size"].ru == "Кегль 8,5 пт, требуется не менее 10 пт."
    assert said["width"].en == "The letters are narrow, required is normal or wide."
    assert said["width"].ru == "Плотность начертания: узкое; требуется: нормальное или широкое."


measures = st.none() | st.floats(min_value=0, max_value=400, allow_nan=False)


@settings(max_examples=150, deadline=None)
@given(
    runs=st.lists(
        st.builds(
            line,
            page=st.integers(1, 4),
            at=st.integers(0, 9),
            block=st.integers(0, 3),
            size_pt=st.floats(min_value=0.1, max_value=90),
            leading_pt=measures,
            measure_mm=measures,
            word_space_pt=measures,
            face=st.sampled_from(["sans", "serif", "script", "display", "unknown"]),
            weight=st.sampled_from(["light", "regular", "semibold", "bold", "unknown"]),
            width=st.sampled_from(["narrow", "normal", "wide", "unknown"]),
            upright=st.none() | st.booleans(),
            role=st.sampled_from(["body", "heading", "caption", "folio", "verse", "unknown"]),
            ground=st.none() | st.tuples(*[st.integers(0, 255)] * 3),
            ground_density=measures,
            inverse=st.none() | st.booleans(),
        ),
        max_size=8,
    ),
    characters=st.integers(0, 3_000),
    age=st.sampled_from(["3-6", "7-10", "11-14", "15-17", "adult"]),
    kind=st.sampled_from(["fiction", "reference", "textbook"]),
)
def test_whatever_was_read_the_verdict_rests_on_verified_findings_alone(runs: list, characters: int, age: str, kind: str) -> None:
    found = judge(book(runs, characters=characters), packs(), age, kind)
    decided = [f.verdict for f in found.decided()]
    assert all(f.verified for f in found.decided())
    assert (found.verdict == "fail") == ("fail" in decided)
    if found.verdict == "pass":
        assert set(decided) == {"pass"}
    else:
        assert found.reasons or found.verdict == "fail"
