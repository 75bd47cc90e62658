"""Which calls fit a need: gates first, then a score that opens into its parts.

The score is a weighted mean of three parts between 0 and 1. The weights are ours, not a norm: a caller may give others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .calls import FundingCall, PastGrant
from .findings import Said, say
from .gates import Gate, gates
from .needs import Need
from .words import Telling, Weights, fold, likeness, theme

SIMILAR = 0.1
"""From this cosine on an earlier grant counts as one to a similar applicant; our choice, so that one telling word is enough."""

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Shares:
    """How much each part weighs in the score; whole numbers, not all nought."""

    themes: int = 40
    words: int = 40
    precedents: int = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: its value between 0 and 1, its weight, and what it stands on."""

    name: str
    value: float
    weight: int
    said: Said


@dataclass(frozen=True, slots=True)
class Match:
    """A call beside a need: every gate's answer, the parts, and the score between 0 and 1, rounded to six decimals."""

    call: FundingCall
    gates: tuple[Gate, ...]
    parts: tuple[Part, ...]
    score: float

    @property
    def is_open(self) -> bool:
        """No gate failed."""
        return all(gate.answer != "failed" for gate in self.gates)

    @property
    def unknown(self) -> int:
        """How many gates could not be answered."""
        return sum(gate.answer == "unknown" for gate in self.gates)


@dataclass(frozen=True, slots=True)
class Matching:
    """All calls given = `fitting` + `excluded`, each in order."""

    need: Need
    on: date
    fitting: tuple[Match, ...]
    excluded: tuple[Match, ...]


def match(need: Need, calls: Sequence[FundingCall], on: date, past: Iterable[PastGrant] = (), shares: Shares | None = None) -> Matching:
    """Match one need with calls as of the day `on`.

    Order: score from high to low, then fewer unknown gates, then the earlier last day, then source and identifier, so
    that the same input gives the same order however the calls are sorted. The words are weighed over `calls`.
    """
    shares = shares or Shares()
    scorer = _Scorer(need, calls, past, shares)
    matches = sorted((_match(need, call, on, scorer) for call in calls), key=_rank)
    fitting = tuple(found for found in matches if found.is_open)
    return Matching(need, on, fitting, tuple(found for found in matches if not found.is_open))


def _match(need: Need, call: FundingCall, on: date, scorer: _Scorer) -> Match:
    parts = scorer.parts(call)
    total = sum(part.weight for part in parts)
    return Match(call, gates(need, call, on), parts, round(sum(part.weight * part.value for part in parts) / total, 6))


def _rank(found: Match) -> tuple[float, int, date, str, str]:
    return -found.score, found.unknown, found.call.closes_on or date.max, found.call.source, found.call.id


class _Scorer:
    """The parts of the score of calls beside one need."""

    def __init__(self, need: Need, calls: Sequence[FundingCall], past: Iterable[PastGrant], shares: Shares) -> None:
        self._need, self._shares = need, shares
        self._telling = Telling(call_text(call) for call in calls)
        self._need_words = self._telling.weigh(" ".join((need.title, need.text, *need.themes)))
        applicant = self._telling.weigh(" ".join((need.title, need.text, need.kind, *need.themes)))
        self._similar = _similar(past, applicant, self._telling, need.country)

    def parts(self, call: FundingCall) -> tuple[Part, ...]:
        """Themes, words and precedents, in this order."""
        return self._themes(call), self._words(call), self._precedents(call)

    def _themes(self, call: FundingCall) -> Part:
        """The share of the need's themes that the call has; themes agree when their stems do."""
        wanted, offered = [theme(name) for name in self._need.themes], {theme(name) for name in call.themes}
        common = [name for name, stems in zip(self._need.themes, wanted, strict=True) if stems and stems in offered]
        if not common:
            return Part("themes", 0.0, self._shares.themes, say("part_themes_none"))
        said = say("part_themes", common=", ".join(common), count=len(common), of=len(wanted))
        return Part("themes", len(common) / len(wanted), self._shares.themes, said)

    def _words(self, call: FundingCall) -> Part:
        """The cosine of the two texts (`words`)."""
        value, common = likeness(self._need_words, self._telling.weigh(call_text(call)))
        said = say("part_words", stems=", ".join(common[:SHOWN])) if common else say("part_words_none")
        return Part("words", value, self._shares.words, said)

    def _precedents(self, call: FundingCall) -> Part:
        """n / (n + 1), where n earlier grants of the funder went to similar applicants: the first tells most."""
        found = self._similar.get(fold(call.funder), []) if call.funder else []
        if not found:
            return Part("precedents", 0.0, self._shares.precedents, say("part_precedents_none"))
        examples = "; ".join(grant.recipient or grant.title for grant in found[:SHOWN])
        said = say("part_precedents", count=len(found), examples=examples)
        return Part("precedents", len(found) / (len(found) + 1), self._shares.precedents, said)


def call_text(call: FundingCall) -> str:
    """All words of a call: title, text and themes."""
    return " ".join((call.title, call.text, *call.themes))


def _similar(past: Iterable[PastGrant], applicant: Weights, telling: Telling, country: str) -> dict[str, list[PastGrant]]:
    """By funder, the grants whose recipient and purpose resemble the applicant, the most alike first.

    A grant to another country is not similar; one whose country is not known may be.
    """
    found: dict[str, list[tuple[float, str, PastGrant]]] = {}
    for grant in past:
        if country and grant.country and fold(grant.country) != fold(country):
            continue
        value, _ = likeness(applicant, telling.weigh(" ".join((grant.recipient, grant.title, grant.description, grant.programme))))
        if value >= SIMILAR:
            found.setdefault(fold(grant.funder), []).append((-round(value, 9), grant.id, grant))
    return {funder: [grant for _, _, grant in sorted(grants, key=lambda one: one[:2])] for funder, grants in found.items()}
