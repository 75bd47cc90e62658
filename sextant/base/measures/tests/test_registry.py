"""Figures open to their rows, and tasks come in the order of their days."""

from datetime import date

import pytest

from sextant.base.exports.tables import Column, Table
from sextant.base.measures import waiting
from sextant.base.measures.registry import Period, Source
from sextant.base.measures.waiting import Task

pytestmark = pytest.mark.once


def letters(rows):
    return Source(lambda: Table("letters", (Column("letter", "Letter", str),), rows))


def test_a_period_of_a_year_is_the_calendar_year():
    assert Period.of_year(2025) == Period(2025, date(2025, 1, 1), date(2025, 12, 31))


def test_the_same_rows_give_the_same_fingerprint_and_others_do_not():
    assert letters(["a", "ё"]).count_and_fingerprint() == letters(["a", "ё"]).count_and_fingerprint()
    assert letters(["a"]).count_and_fingerprint()[1] != letters(["b"]).count_and_fingerprint()[1]


def test_tasks_with_the_nearest_day_come_first_and_those_without_a_day_last(monkeypatch):
    monkeypatch.setattr(waiting, "_tellers", [])
    late, soon, some = Task("late", "/", date(2026, 2, 1)), Task("soon", "/", date(2026, 1, 1)), Task("some day", "/")
    waiting.register(lambda user: [some, late])
    waiting.register(lambda user: [soon])
    assert waiting.tasks_of(None) == [soon, late, some]
