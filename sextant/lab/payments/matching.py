"""Which open claim a line of a statement pays.

Confidence is a sum of weights for what agrees, held between 0 and 1. It orders proposals and is compared with fixed
thresholds; it is no probability, and nothing was fitted to data. The weights (`WEIGHTS`) are chosen so that

- a number found in the payment and the right amount are enough (0.60 + 0.25);
- INN, name and the right amount are enough without a number (0.40 + 0.05 + 0.25), INN and amount alone are not;
- a name and the right amount are never enough (0.25 + 0.25);
- a number with a part of the amount needs a payer who agrees;
- a payer whose INN is known to be another counts against it (third parties do pay, so it does not exclude).

Of account, INN and name the strongest counts in full, each further one 0.05. A line is `matched` from 0.70 on if the
second best claim is at least 0.15 behind, the amount is not more than what is open, and the claim is not covered by an
earlier line; `doubtful` from 0.35 on; else `unmatched`, its weak proposals kept for a person to see. A payment that
several claims of one payer, or all the claims named in it, add up to is doubtful and proposes each of them with the
others. Debits, and claims in another currency, are never matched. Names are
looked through only where neither a number nor the payer's account or INN leads to a claim of the right amount: what a
name could add would then change nothing.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from . import names
from .claims import ALIKE_LEAST, Claim, ClaimIndex, index, name_likeness
from .refusals import Said
from .statements.records import StatementLine
from .statements.sheet import bare

Verdict = Literal["matched", "doubtful", "unmatched"]

WEIGHTS = {
    "reference": 0.60,
    "amount_equal": 0.25,
    "amount_partial": 0.05,
    "amount_over": -0.10,
    "payer_tax_id": 0.40,
    "payer_account": 0.35,
    "payer_name": 0.25,
    "payer_name_alike": 0.15,
    "payer_other": -0.15,
    "sum_of_several": 0.25,
}
FURTHER = 0.05
MATCHED, DOUBTFUL, MARGIN = 0.70, 0.35, 0.15
NAME_SAME = 90.0
SHOWN = 5
REASONS = Path(__file__).with_name("reasons.toml")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a line may pay, with the sum of evidence and its reasons; `together` are the claims it would pay as well."""

    key: str
    confidence: float
    reasons: tuple[Said, ...]
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one line and up to five proposals, the best first; `fingerprint` is the line's."""

    line: int
    fingerprint: str
    verdict: Verdict
    proposals: tuple[Proposal, ...] = ()


def match(lines: Iterable[StatementLine], claims: Iterable[Claim]) -> Iterator[Match]:
    """A verdict for each line, in order. The same lines and claims give the same verdicts."""
    known = index(claims)
    covered: Counter[str] = Counter()
    for line in lines:
        yield _judge(line, known, covered)


@lru_cache(maxsize=1000)
def reason(code: str, value: str = "") -> Said:
    """The words of a reason in both languages."""
    entry = _reasons()[code]
    return Said(code, entry["text_en"].format(value=value), entry["text_ru"].format(value=value))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a claim: the codes of its reasons, the amount's first, the number found, and their sum."""

    claim: Claim
    codes: tuple[str, ...]
    reference: str
    confidence: float

    def proposal(self) -> Proposal:
        """The same in words for a person."""
        named = (reason("reference", self.reference),) if self.reference else ()
        return Proposal(self.claim.key, self.confidence, (*named, *map(reason, self.codes)))

    def agrees(self) -> bool:
        """Whether it is the payer's claim, or one the payment names."""
        return bool(self.reference) or any(code in ("payer_tax_id", "payer_account", "payer_name") for code in self.codes)


def _judge(line: StatementLine, known: ClaimIndex, covered: Counter[str]) -> Match:
    if line.amount_minor <= 0:
        return Match(line.line, line.fingerprint, "unmatched")
    named = known.named(line)
    folded = names.fold(line.payer_name)
    claims = known.of_payer(line) | {key: claim for key, (claim, _) in named.items()}
    if not any(claim.amount_open_minor == line.amount_minor for claim in claims.values()):
        claims = known.of_name(line, folded) | claims
    evidence = [_weighed(line, claim, named[key][1] if key in named else "", folded) for key, claim in claims.items()]
    evidence.sort(key=lambda found: (-found.confidence, found.claim.key))
    if not (evidence and evidence[0].confidence >= DOUBTFUL and evidence[0].codes[0] == "amount_equal"):
        several = _several(line, evidence, list(named))
        if several:
            return Match(line.line, line.fingerprint, "doubtful", tuple(several[:SHOWN]))
    return _verdict(line, evidence[:SHOWN], covered)


def _weighed(line: StatementLine, claim: Claim, reference: str, folded: str) -> Evidence:
    amount, payer = _amount(line, claim), _payer(line, claim, folded)
    total = WEIGHTS["reference"] * bool(reference) + WEIGHTS[amount] + _payer_weight(payer)
    return Evidence(claim, (amount, *payer), reference, _held(total))


def _payer_weight(codes: list[str]) -> float:
    """The strongest sign in full, each further one at most 0.05."""
    weights = sorted((WEIGHTS[code] for code in codes), reverse=True)
    return sum(weights[:1]) + sum(min(weight, FURTHER) for weight in weights[1:])


def _held(total: float) -> float:
    return round(min(1.0, max(0.0, total)), 2)


def _amount(line: StatementLine, claim: Claim) -> str:
    if line.amount_minor == claim.amount_open_minor:
        return "amount_equal"
    return "amount_partial" if line.amount_minor < claim.amount_open_minor else "amount_over"


def _payer(line: StatementLine, claim: Claim, folded: str) -> list[str]:
    codes = []
    if line.payer_tax_id and claim.payer_tax_id:
        codes.append("payer_tax_id" if bare(line.payer_tax_id) == bare(claim.payer_tax_id) else "payer_other")
    if line.payer_account and bare(line.payer_account) == bare(claim.payer_account):
        codes.append("payer_account")
    likeness = name_likeness(folded, claim)
    if likeness >= NAME_SAME:
        codes.append("payer_name")
    elif likeness >= ALIKE_LEAST:
        codes.append("payer_name_alike")
    return codes


def _several(line: StatementLine, evidence: list[Evidence], named: list[str]) -> list[Proposal]:
    """Proposals for claims that add up to the payment: all that it names, or two of a payer who agrees."""
    by_key = {found.claim.key: found for found in evidence}
    keys = named if len(named) > 1 and sum(by_key[key].claim.amount_open_minor for key in named) == line.amount_minor else []
    keys = keys or _pair(line.amount_minor, [found.claim for found in evidence if found.agrees()])
    return [_together(by_key[key], [by_key[other].claim for other in keys if other != key]) for key in keys]


def _together(found: Evidence, others: list[Claim]) -> Proposal:
    total = WEIGHTS["reference"] * bool(found.reference) + WEIGHTS["sum_of_several"] + _payer_weight(list(found.codes[1:]))
    named = (reason("reference", found.reference),) if found.reference else ()
    reasons = (*named, *map(reason, found.codes[1:]), reason("sum_of_several", ", ".join(claim.number for claim in others)))
    return Proposal(found.claim.key, _held(total), reasons, tuple(claim.key for claim in others))


def _pair(amount: int, claims: list[Claim]) -> list[str]:
    """Two claims that add up to the amount, in one pass; the ones due first."""
    held: dict[int, str] = {}
    for claim in sorted(claims, key=lambda claim: (claim.due_on or date.max, claim.key)):
        if amount - claim.amount_open_minor in held:
            return [held[amount - claim.amount_open_minor], claim.key]
        held.setdefault(claim.amount_open_minor, claim.key)
    return []


def _verdict(line: StatementLine, evidence: list[Evidence], covered: Counter[str]) -> Match:
    proposals = [found.proposal() for found in evidence]
    best = proposals[0].confidence if proposals else 0.0
    if best < DOUBTFUL:
        return Match(line.line, line.fingerprint, "unmatched", tuple(proposals))
    doubts = []
    if len(proposals) > 1 and best - proposals[1].confidence < MARGIN - 1e-9:
        doubts.append(reason("close_second"))
    claim = evidence[0].claim
    if covered[claim.key] and covered[claim.key] + line.amount_minor > claim.amount_open_minor:
        doubts.append(reason("already_covered"))
    if doubts or best < MATCHED or line.amount_minor > claim.amount_open_minor:
        first = Proposal(claim.key, best, (*proposals[0].reasons, *doubts))
        return Match(line.line, line.fingerprint, "doubtful", (first, *proposals[1:]))
    covered[claim.key] += line.amount_minor
    return Match(line.line, line.fingerprint, "matched", tuple(proposals))


@cache
def _reasons() -> dict[str, dict[str, str]]:
    with REASONS.open("rb") as handle:
        return tomllib.load(handle)
