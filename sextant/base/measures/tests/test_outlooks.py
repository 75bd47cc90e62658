"""Outlooks of several houses are read as one list."""

import pytest

from sextant.base.measures import outlooks
from sextant.base.measures.outlooks import Ahead, Outlook

pytestmark = pytest.mark.once


def outlook(code, model="naive"):
    past, ahead = ((2023, 10.0), (2024, None), (2025, 12.0)), (Ahead(2026, 12.0, 11.0, 13.0),)
    return Outlook(code, code, "", "/", past, ahead, model, 0.0, 0.8, ((2024, "counted anew"),), 2025)


def test_outlooks_of_all_houses_come_by_their_codes(monkeypatch):
    monkeypatch.setattr(outlooks, "_sources", [])
    later, sooner = outlook("reading.loans"), outlook("books.prices")
    outlooks.register(lambda: iter([later]))
    outlooks.register(lambda: [sooner])
    assert outlooks.outlooks() == [sooner, later]


def test_a_house_that_registers_twice_is_told_once(monkeypatch):
    monkeypatch.setattr(outlooks, "_sources", [])

    def source():
        return [outlook("returns.demo.visits")]

    outlooks.register(source)
    outlooks.register(source)
    assert [one.code for one in outlooks.outlooks()] == ["returns.demo.visits"]


def test_the_naive_forecast_is_known_by_its_name_even_where_sums_moved_it():
    assert [outlook("a", model).is_naive for model in ("naive", "naive+wls", "drift", "theta+mint")] == [True, True, False, False]
