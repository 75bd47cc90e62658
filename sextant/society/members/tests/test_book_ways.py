"""A book leads to other houses without anybody importing them."""

from sextant.society.members import book_ways
from sextant.society.members.book_ways import BookWay, register, ways_of


def test_sources_are_asked_once_for_all_books_and_the_others_are_left_out(monkeypatch):
    monkeypatch.setattr(book_ways, "_sources", [])
    asked = []

    def held(user, isbns):
        asked.append((user, sorted(isbns)))
        return [BookWay("9785171183660", "held by 2 libraries", "/holdings/")]

    register(held)
    register(held)
    found = ways_of("reader", ["9785171183660", "", "9780306406157"])
    assert (asked, found) == (
        [("reader", ["9780306406157", "9785171183660"])],
        {"9785171183660": [BookWay("9785171183660", "held by 2 libraries", "/holdings/")]},
    )


def test_nobody_is_asked_about_no_book(monkeypatch):
    monkeypatch.setattr(book_ways, "_sources", [lambda user, isbns: [BookWay("x", "y", "/")]])
    assert ways_of(None, [""]) == {}
