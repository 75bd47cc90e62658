"""Titles gathered from a file: each row is taken, merged with another of the same ISBN, or refused, and the report adds up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rapidfuzz import fuzz

from ..literature.identifiers import isbn
from .findings import AcquisitionsError, Report, say
from .titles import Title

ALIKE = 60.0
"""Titles of one ISBN that are less alike than this (token set ratio of rapidfuzz, 0–100) are taken for different books."""


class Offers:
    """What a file offers. Two rows with one ISBN are one title, at the lower price, if their titles are alike; otherwise the second is refused."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._titles: list[Title] = []
        self._by_id: dict[str, int] = {}
        self._by_isbn: dict[str, int] = {}

    def offer(self, line: int, draw: Callable[[], Title]) -> None:
        """One row: `draw` gives its title or raises why not."""
        self.report.read += 1
        try:
            title = draw()
        except AcquisitionsError as refusal:
            self.report.note(line, "refused", refusal.said)
            return
        if title.isbn and not isbn(title.isbn):
            self.report.note(line, "noted", say("isbn_wrong", value=title.isbn))
        if title.isbn and title.isbn in self._by_isbn:
            self._again(line, title, self._by_isbn[title.isbn])
        elif title.id in self._by_id:
            first = self._titles[self._by_id[title.id]]
            self.report.note(line, "refused", say("id_twice", value=title.id, first=first.line))
        else:
            self._by_id[title.id] = len(self._titles)
            if title.isbn:
                self._by_isbn[title.isbn] = len(self._titles)
            self._titles.append(title)
            self.report.taken += 1

    def titles(self) -> list[Title]:
        """Every title taken, in the order of the file."""
        return self._titles

    def _again(self, line: int, title: Title, place: int) -> None:
        first = self._titles[place]
        if fuzz.token_set_ratio(first.title.casefold(), title.title.casefold()) < ALIKE:
            words = {"isbn": title.isbn, "title": title.title, "other": first.title, "first": first.line}
            self.report.note(line, "refused", say("isbn_of_another", **words))
            return
        tags = {name: tuple(dict.fromkeys((*first.tags.get(name, ()), *title.tags.get(name, ())))) for name in {**first.tags, **title.tags}}
        for name in ("accessible", "local_author"):
            if "yes" in tags.get(name, ()):
                tags[name] = tuple(one for one in tags[name] if one != "no")
        self._titles[place] = replace(
            first, price=min(first.price, title.price), value=max(first.value, title.value), demand=max(first.demand, title.demand), tags=tags,
            author=first.author or title.author, publisher=first.publisher or title.publisher, awards=tuple(dict.fromkeys((*first.awards, *title.awards))),
        )  # fmt: skip
        code = "isbn_merged" if first.price == title.price else "isbn_merged_cheaper"
        self.report.note(line, "merged", say(code, isbn=title.isbn, id=title.id, kept=first.id, first=first.line))
