"""What the rules say of readings made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.publications.findings import PublicationError
from sextant.lab.publications.judging import judge, numbered, youngest
from sextant.lab.publications.packs import pack_named, packs
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
