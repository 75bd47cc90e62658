"""Words compared by hand, and what holds for all texts."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.redlines.drawings import as_html, as_text
from sextant.lab.redlines.passages import Passage, counted, paired, paragraphs
from sextant.lab.redlines.words import Segment, compared, first_of, likeness, second_of, tokens_of

TEXTS = st.text(alphabet=st.sampled_from(list("ab xй-’.,\n\t é")), max_size=60)


def states(pairs):
    return [(pair.state, pair.moved, (pair.after or pair.before).text) for pair in pairs]


def test_words_keep_their_hyphens_and_signs_stand_alone():
    assert tokens_of("Из-за книг, don't go.") == ["Из-за", " ", "книг", ",", " ", "don't", " ", "go", "."]


def test_one_word_is_exchanged():
    assert compared("The library opens at nine.", "The library closes at nine.") == [
        Segment("same", "The library "),
        Segment("removed", "opens"),
        Segment("added", "closes"),
        Segment("same", " at nine."),
    ]


def test_a_phrase_is_read_as_one_change():
    assert compared("reads very slowly now", "reads quite fast now") == [
        Segment("same", "reads "),
        Segment("removed", "very slowly"),
        Segment("added", "quite fast"),
        Segment("same", " now"),
    ]


def test_russian_is_compared_by_the_same_words():
    assert as_text(paired(paragraphs("Секция собирается каждый год."), paragraphs("Секция собирается дважды в год."))) == (
        "Секция собирается [-каждый-]{+дважды в+} год."
    )


def test_likeness_is_twice_the_common_words_by_all_words():
    # common in order: “the”, “reads” = 2; words 3 + 3; 2 · 2 / 6 = 0.667
    assert round(likeness("The child reads", "The mother reads"), 3) == 0.667


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_segments_give_both_texts_back(before, after):
    segments = compared(before, after)
    assert (first_of(segments), second_of(segments)) == (before, after)
    assert all(one.text for one in segments)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert [one.kind for one in compared(text, text)] == (["same"] if text else [])


@given(st.permutations(list("abcdef")), st.permutations(list("abcdefgh")))
@settings(deadline=None)
def test_every_passage_stands_in_one_pair(before, after):
    pairs = paired([Passage(one, one) for one in before], [Passage(one, one) for one in after])
    assert sorted(pair.before.key for pair in pairs if pair.before) == sorted(before)
    assert [pair.after.key for pair in pairs if pair.after] == list(after)


def test_a_clause_that_moved_is_found_by_its_key():
    before = [Passage("one", "a"), Passage("two", "b"), Passage("three", "c")]
    after = [Passage("three", "c"), Passage("one", "a"), Passage("two times", "b")]
    assert states(paired(before, after)) == [("same", True, "three"), ("same", False, "one"), ("changed", False, "two times")]


def test_a_removed_clause_stands_where_it_stood():
    before = [Passage("one", "a"), Passage("two", "b"), Passage("three", "c")]
    after = [Passage("one", "a"), Passage("new", "n"), Passage("three", "c")]
    assert states(paired(before, after)) == [
        ("same", False, "one"),
        ("added", False, "new"),
        ("removed", False, "two"),
        ("same", False, "three"),
    ]


def test_paragraphs_without_keys_are_paired_by_likeness():
    before = paragraphs("Aims of the section\n\nThe section meets every year in Tver.\n\nMoney")
    after = paragraphs("Aims of the section\n\nThe section meets twice a year in Tver.\n\nWho pays")
    assert [(pair.state, pair.moved) for pair in paired(before, after)] == [
        ("same", False),
        ("changed", False),
        ("added", False),
        ("removed", False),
    ]


def test_a_paragraph_that_changed_places_is_moved():
    pairs = paired(paragraphs("First.\n\nSecond.\n\nThird."), paragraphs("Second.\n\nThird.\n\nFirst."))
    assert states(pairs) == [("same", False, "Second."), ("same", False, "Third."), ("same", True, "First.")]
    assert counted(pairs).passages == {"same": 2, "changed": 0, "added": 0, "removed": 0, "moved": 1}


def test_words_are_counted():
    found = counted(paired(paragraphs("a b c"), paragraphs("a d e c")))
    assert (found.same, found.added, found.removed, found.is_same) == (2, 2, 1, False)


def test_markup_in_a_text_is_shown_and_not_run():
    assert as_html(compared("<b>a</b>", "<b>a</b> & more")) == "&lt;b&gt;a&lt;/b&gt;<ins> &amp; more</ins>"


def test_a_comparison_is_the_same_every_time():
    chance = random.Random(7)
    words = ["reading", "child", "library", "книга", "чтение"]
    before, after = (" ".join(chance.choice(words) for _n in range(200)) for _m in range(2))
    assert compared(before, after) == compared(before, after)
