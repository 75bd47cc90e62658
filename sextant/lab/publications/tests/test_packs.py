"""Packs of norms: what is shipped, what is refused and where, and that writing loses nothing."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.publications.findings import PackError, PublicationError
from sextant.lab.publications.norms import AGES, FACES, FORCES, KINDS, WEIGHTS, Pack, Row, Rule, Words
from sextant.lab.publications.pack_writing import pack_fingerprint, pack_to_toml
from sextant.lab.publications.packs import pack_named, pack_on, packs, parse_pack

pytestmark = pytest.mark.once

SMALL = """
id = "house-rules"
jurisdiction = "RU"
document = "House rules"

[[rule]]
key = "type"
kind = "type"
title = { en = "Type", ru = "Шрифт" }
ages = ["3-6"]
kinds = ["fiction"]

[[rule.row]]
key = "type-14"
source = "House rules, page 1"
verified = true
size_pt = 14
"""


def problems(text: str) -> list[tuple[int, str, str]]:
    """Line, key and code of everything wrong in a pack."""
    with pytest.raises(PackError) as caught:
        parse_pack(text)
    return [(one.line, one.key, one.said.code) for one in caught.value.problems]


def test_the_packs_of_the_issue_are_shipped() -> None:
    assert [one.id for one in packs()] == ["ost-29-127-2002", "ru-307-2009", "ru-436-fz", "sanpin-adults", "sanpin-textbooks", "tr-cu-007-2011"]


def test_every_row_has_a_source_in_both_languages() -> None:
    assert all(row.source.en and row.source.ru for pack in packs() for row in pack.rows().values())


def test_every_pack_says_what_it_lacks() -> None:
    assert all(pack.missing for pack in packs())


def test_only_the_seen_annex_of_the_customs_union_is_verified() -> None:
    verified = [key for key, row in pack_named("tr-cu-007-2011").rows().items() if row.verified]
    assert verified == ["type-11-14-fiction-over-1500", "type-11-14-fiction-to-1500", "type-11-14-reference-over-1500"]


def test_rows_of_decree_307_are_not_verified_in_the_regulation_and_are_in_their_own_pack() -> None:
    regulation, decree = pack_named("tr-cu-007-2011").rows(), pack_named("ru-307-2009").rows()
    shared = [key for key in decree if key in regulation]
    told = {key: (regulation[key].verified, decree[key].verified) for key in shared}
    assert told.pop("type-15-17-over-2000-solid") == (False, False)
    assert list(told.values()) == [(False, True)] * 10


def test_numbers_of_the_youngest_are_those_of_annex_25() -> None:
    rows = [row for key, row in pack_named("ru-307-2009").rows().items() if key.startswith("type-3-6")]
    assert [(row.size_pt, row.leading_pt, row.line_mm, row.characters_to) for row in rows] == [
        (20, 2, 117, None),
        (16, 4, 117, None),
        (14, 4, 108, None),
        (12, 2, 90, 200),
    ]


def test_the_decree_was_in_force_until_it_lapsed() -> None:
    assert pack_on("ru-307-2009", date(2012, 9, 10)) is not None
    assert pack_on("ru-307-2009", date(2012, 9, 11)) is None


def test_the_regulation_came_into_force_on_its_day() -> None:
    assert pack_on("tr-cu-007-2011", date(2012, 6, 30)) is None
    assert pack_on("tr-cu-007-2011", date(2012, 7, 1)) == pack_named("tr-cu-007-2011")


def test_of_two_editions_the_one_of_the_day_is_taken() -> None:
    first = parse_pack(SMALL.replace("[[rule]]", "valid_from = 2020-01-01\nvalid_until = 2022-12-31\n[[rule]]", 1))
    second = dataclasses.replace(first, valid_from=date(2023, 1, 1), valid_until=None)
    assert pack_on("house-rules", date(2022, 5, 1), [second, first]) == first
    assert pack_on("house-rules", date(2024, 5, 1), [second, first]) == second
    assert pack_named("house-rules", [first, second]) == second


def test_an_unknown_pack_is_refused_with_the_known_ones() -> None:
    with pytest.raises(PublicationError, match=r"no pack “tr”\. There are: ost-29-127-2002, ru-307-2009"):
        pack_named("tr")


@pytest.mark.parametrize("pack", packs(), ids=lambda one: one.id)
def test_a_shipped_pack_is_written_without_loss(pack: Pack) -> None:
    assert parse_pack(pack_to_toml(pack)) == pack


def test_a_pack_that_says_something_else_has_another_fingerprint() -> None:
    pack = parse_pack(SMALL)
    assert pack_fingerprint(pack) == pack_fingerprint(parse_pack("# a remark\n" + SMALL))
    assert pack_fingerprint(pack) != pack_fingerprint(parse_pack(SMALL.replace("true", "false")))


text = st.text(min_size=1, max_size=20).filter(lambda one: one.strip())
words = st.builds(Words, text, text)
number = st.floats(min_value=0, max_value=999, allow_nan=False)
key = st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True)


@st.composite
def made_packs(draw: st.DrawFn) -> Pack:
    """Any pack the loader would take."""
    keys = draw(st.lists(key, min_size=2, max_size=6, unique=True))
    rows = tuple(
        Row(
            key=one,
            source=draw(words),
            verified=draw(st.booleans()),
            clause=draw(st.just("") | text),
            force=draw(st.sampled_from(FORCES)),
            characters_from=draw(st.none() | st.integers(0, 100)),
            characters_to=draw(st.none() | st.integers(100, 999)),
            size_pt=draw(number),
            faces=tuple(draw(st.lists(st.sampled_from(FACES), max_size=2, unique=True))),
            weights=tuple(draw(st.lists(st.sampled_from(WEIGHTS), max_size=2, unique=True))),
            upright=draw(st.none() | st.booleans()),
            note=draw(st.none() | words),
        )
        for one in keys[1:]
    )
    ages = tuple(draw(st.lists(st.sampled_from(AGES), min_size=1, unique=True)))
    rule = Rule(keys[0], "type", draw(words), ages, tuple(draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))), rows)
    return Pack(
        draw(key), draw(text), draw(words), (rule,), draw(st.none() | st.dates()), None, draw(number), draw(st.none() | words), (draw(words),)
    )


@settings(max_examples=60, deadline=None)
@given(made_packs())
def test_any_pack_is_written_without_loss(pack: Pack) -> None:
    assert parse_pack(pack_to_toml(pack)) == pack


def test_a_pack_that_is_no_toml_says_the_line() -> None:
    assert problems(SMALL.replace('kind = "type"', "kind = type")) == [(8, "", "pack_not_toml")]


def test_a_wrong_field_says_its_line_and_key_in_both_languages() -> None:
    with pytest.raises(PackError) as caught:
        parse_pack(SMALL.replace("size_pt = 14", 'size_pt = "14"'), "house.toml")
    assert caught.value.sentence("en") == "house.toml: line 17, size_pt: “14” must be a number from 0 to 10,000."
    assert caught.value.sentence("ru").startswith("house.toml: строка 17, size_pt: «14» должно быть числом")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('key = "type-14"', 'key = "type"', [(14, "key", "pack_key_twice")]),
        ("verified = true\n", "", [(13, "verified", "pack_field_missing")]),
        ("verified = true", 'verified = "yes"', [(16, "verified", "pack_not_yes")]),
        ('ages = ["3-6"]', 'ages = ["4-6"]', [(10, "ages", "pack_not_list")]),
        ('kind = "type"', 'kind = "colour"', [(8, "kind", "pack_not_among")]),
        ("size_pt = 14", "size_pt = 14\nweigth = 3", [(18, "weigth", "pack_field_unknown")]),
        ("size_pt = 14", "", [(13, "size_pt", "pack_row_empty")]),
        ("size_pt = 14", "size_pt = 14\ncharacters_from = 9\ncharacters_to = 3", [(19, "characters_to", "pack_bounds")]),
        ("size_pt = 14", "size_pt = nan", [(17, "size_pt", "pack_not_number")]),
        ('document = "House rules"', 'document = { en = "House rules" }', [(4, "document", "pack_not_words")]),
        ('jurisdiction = "RU"', 'jurisdiction = "RU"\nvalid_from = 2020-02-01\nvalid_until = 2020-01-01', [(5, "valid_until", "pack_dates")]),
    ],
)
def test_what_is_wrong_is_told_by_line_and_key(old: str, new: str, expected: list[tuple[int, str, str]]) -> None:
    found = problems(SMALL.replace(old, new, 1))
    assert found == expected


def test_every_problem_is_told_at_once() -> None:
    found = problems(SMALL.replace('kind = "type"', "kind = 1").replace("size_pt = 14", "size_pt = -1").replace('id = "house-rules"', ""))
    assert {code for _, _, code in found} == {"pack_not_among", "pack_not_number", "pack_field_missing"}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_pack_is_read_or_refused_with_a_sentence(data: st.DataObject) -> None:
    whole = pack_to_toml(pack_named("ru-307-2009"))
    at, length = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 40))
    damaged = whole[:at] + data.draw(st.text(max_size=6)) + whole[at + length :]
    try:
        said = [parse_pack(damaged).id]
    except PackError as refusal:
        said = [refusal.sentence("ru"), refusal.sentence("en")]
    assert all(said)


def test_a_very_long_pack_is_refused_before_it_is_read() -> None:
    assert problems("#" * 400_001) == [(0, "", "pack_too_long")]
