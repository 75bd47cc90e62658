"""Checks on rows that were taken: they warn, they do not refuse."""

from __future__ import annotations

from sextant.lab.returns.edits import check
from sextant.lab.returns.tests.factories import row


def test_parts_greater_than_the_whole_are_found() -> None:
    (found,) = check(row("AK1", loans=100, loans_children=120), file="fy2018.csv")
    assert (found.severity, found.code, found.column, found.text_en) == (
        "warning",
        "parts_exceed",
        "loans_children",
        "Loans of children's materials is 120, more than the whole, Loans of 100.",
    )


def test_a_jump_against_the_year_before_is_found_from_a_base_of_a_hundred() -> None:
    before = row("AK1", year=2017, visits=1000, loans=100, stock=1000)
    assert [found.column for found in check(row("AK1", visits=299, loans=900, stock=3000), before)] == ["visits"]


def test_a_plain_row_has_no_findings() -> None:
    assert check(row("AK1", loans=100, loans_children=100, visits="missing"), row("AK1", year=2017, visits=500)) == []
