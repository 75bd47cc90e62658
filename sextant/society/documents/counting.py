"""Counting a vote: the chain of ballots checked link by link, and quorum and threshold in exact fractions."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from sextant.society.documents import states
from sextant.society.documents.kinds import Threshold

Line = tuple[int, str, str, str, str]
"""number, mark, choice, previous digest, digest."""


@dataclass(frozen=True)
class Count:
    """Ballots that count."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """Everybody who took part, abstentions among them."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True)
class Outcome:
    """A result with its arithmetic: `needed_to_meet` ballots make the quorum, `needed_to_pass` votes “yes” the threshold, of `base`."""

    count: Count
    size: int
    quorum: Fraction
    demanded: Threshold
    needed_to_meet: int
    base: int
    needed_to_pass: int

    @property
    def has_quorum(self) -> bool:
        return self.count.cast >= self.needed_to_meet

    @property
    def has_majority(self) -> bool:
        return self.count.yes >= self.needed_to_pass

    @property
    def approved(self) -> bool:
        """Both: enough took part, and enough of them said yes."""
        return self.has_quorum and self.has_majority


def _at_least(share: Fraction, base: int) -> int:
    """The smallest whole number that is not less than the share of the base."""
    return -((-share.numerator * base) // share.denominator)


def _more_than(share: Fraction, base: int) -> int:
    """The smallest whole number that is more than the share of the base."""
    return share.numerator * base // share.denominator + 1


def outcome_of(count: Count, size: int, quorum: Fraction, demanded: Threshold) -> Outcome:
    """Whether a vote of `size` electors is approved. An abstention counts for the quorum, and for or against nothing.

    With no vote for or against, a threshold of votes cast is not reached: one “yes” at least is needed.
    """
    base = size if demanded.of_electorate else count.yes + count.no
    needed = _more_than(demanded.share, base) if demanded.strict else _at_least(demanded.share, base)
    return Outcome(count, size, quorum, demanded, _at_least(quorum, size), base, max(1, needed))


def digest_of(previous: str, number: int, mark: str, choice: str) -> str:
    """SHA-256, in hexadecimal, of the four parts as lines of UTF-8: the digest before, the number, the mark, the choice."""
    return hashlib.sha256(f"{previous}\n{number}\n{mark}\n{choice}".encode()).hexdigest()


def genesis_of(fingerprint: str, electorate: Iterable[tuple[int, int | str]]) -> str:
    """What the first ballot is chained to: the text voted on, and the electorate as lines `number:key of the person`, or
    `number:guest-` and the key of the guest."""
    return hashlib.sha256("\n".join([fingerprint, *(f"{number}:{key}" for number, key in electorate)]).encode()).hexdigest()


def first_broken(genesis: str, lines: Iterable[Line]) -> int | None:
    """The number of the first line that does not follow from the one before it; None where the chain is whole."""
    previous = genesis
    for expected, (number, mark, choice, said, digest) in enumerate(lines, 1):
        if number != expected or said != previous or digest != digest_of(previous, number, mark, choice):
            return expected
        previous = digest
    return None


def count_of(lines: Iterable[Line], *, without: Collection[str] = ()) -> Count:
    """The last choice of every mark; marks in `without` are of electors who stand in another line."""
    last = {mark: choice for _number, mark, choice, _previous, _digest in lines if mark not in without}
    found = list(last.values())
    return Count(found.count(states.YES), found.count(states.NO), found.count(states.ABSTAIN))
