"""Series of several houses are read as one list, in both languages."""

import pytest
from django.utils.translation import get_language

from sextant.base.measures import counted
from sextant.base.measures.counted import Series

pytestmark = pytest.mark.once


def series(key):
    return Series(key, "c0001", f"{key} in {get_language()}", {2024: 2}, {2024: 10}, 2024, f"/{get_language()}/{key}/")


def test_series_are_asked_in_each_language_and_joined_by_their_keys(monkeypatch):
    monkeypatch.setattr(counted, "_sources", {})
    counted.register("practice", "Practice", lambda: [series("b")])
    counted.register("observatory", "Observatory", lambda: [series("a")])
    counted.register("observatory", "Observatory", lambda: [series("a"), *([series("only Russian")] if get_language() == "ru" else [])])
    assert [(one.source, one.ru.name, one.en.url) for one in counted.counts()] == [
        ("observatory", "a in ru", "/en/a/"),
        ("practice", "b in ru", "/en/b/"),
    ]
