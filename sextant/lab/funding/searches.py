"""Searches that a person keeps: what a call must have, and what it must not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .calls import FundingCall
from .findings import Said, say
from .gates import deadline
from .matching import call_text
from .money import shown
from .words import fold, has, theme

Verdict = tuple[bool, Said]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """Filters, all of which must hold; an empty one asks nothing.

    Words are compared by their stems, in title, text and themes. `amount` is the least that the largest award must reach,
    in minor units of `currency`; `days_left` the least number of days before the last one. What the call does not
    say never excludes it.
    """

    key: str
    title: str = ""
    any_words: tuple[str, ...] = ()
    all_words: tuple[str, ...] = ()
    no_words: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    no_funders: tuple[str, ...] = ()
    amount: int | None = None
    currency: str = ""
    days_left: int | None = None

    def matches(self, call: FundingCall, on: date) -> tuple[bool, tuple[Said, ...]]:
        """Whether the call fits on that day, and why: all that speaks against it, or else all that speaks for it."""
        verdicts = [*self._words(call), *self._lists(call), *self._amount(call), *self._deadline(call, on)]
        against = tuple(said for fits, said in verdicts if not fits)
        return not against, against or tuple(said for _, said in verdicts)

    def _words(self, call: FundingCall) -> Iterator[Verdict]:
        for word in self.all_words:
            fits = has(call_text(call), word)
            yield fits, say("search_word" if fits else "search_word_missing", word=word)
        if self.any_words:
            first = next((word for word in self.any_words if has(call_text(call), word)), None)
            yield first is not None, say("search_word", word=first) if first else say("search_no_word", words=", ".join(self.any_words))
        for word in self.no_words:
            if has(call_text(call), word):
                yield False, say("search_word_forbidden", word=word)

    def _lists(self, call: FundingCall) -> Iterator[Verdict]:
        if call.funder and fold(call.funder) in map(fold, self.no_funders):
            yield False, say("search_funder_excluded", funder=call.funder)
        if self.themes:
            wanted = {theme(name) for name in self.themes}
            first = next((name for name in call.themes if theme(name) in wanted), None)
            yield first is not None, say("search_theme", theme=first) if first else say("search_theme_missing", themes=", ".join(self.themes))

    def _amount(self, call: FundingCall) -> Iterator[Verdict]:
        if self.amount is None:
            return
        asked = shown(self.amount, self.currency)
        if call.award_max is None or call.currency != self.currency:
            yield True, say("search_amount_unknown", asked=asked)
        else:
            fits = call.award_max >= self.amount
            limit = shown(call.award_max, call.currency)
            yield fits, say("search_amount" if fits else "search_amount_low", limit=limit, asked=asked)

    def _deadline(self, call: FundingCall, on: date) -> Iterator[Verdict]:
        if self.days_left is None:
            return
        gate = deadline(call, on)
        if gate.answer != "passed" or call.closes_on is None:
            yield gate.answer != "failed", gate.said
        else:
            days = (call.closes_on - on).days
            yield days >= self.days_left, say("search_days", days=days, asked=self.days_left)
