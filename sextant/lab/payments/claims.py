"""Open claims, and where to look for those that a payment may mean: by number, by payer, by amount and name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from . import names, references
from .statements.records import StatementLine
from .statements.sheet import bare

PER_PAYER = 40
PER_AMOUNT = 5
PER_BLOCK = 50
PER_NAME = 10
ALIKE_LEAST = 75.0


@dataclass(frozen=True, slots=True)
class Claim:
    """Money that is awaited. `key` is the caller's own; `number` is printed on the invoice and is looked for like `references`.

    `amount_open_minor` is what is still open, in minor units of `currency`, greater than nought.
    """

    key: str
    number: str
    payer_names: tuple[str, ...]
    payer_account: str
    payer_tax_id: str
    amount_open_minor: int
    currency: str
    references: tuple[str, ...] = ()
    due_on: date | None = None


@dataclass(slots=True)
class ClaimIndex:
    """Claims by everything that leads to them, each list within bounds, so that no payment is held against all claims.

    For one payment are looked at: of a payer known by account or INN, five claims of exactly the amount and the 40 that
    are due first; of the rarest two or three words of a name, 50 claims each.
    """

    longest: int = 0
    by_reference: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)
    by_payer: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)
    by_payer_amount: dict[tuple[str, str, int], list[Claim]] = field(default_factory=dict)
    by_block: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)
    by_block_amount: dict[tuple[str, str, int], list[Claim]] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        """Enter a claim under its numbers, its payer, and the words of its payer's names; call in the order of due dates."""
        for reference in {references.fold(text) for text in (claim.number, *claim.references)}:
            if references.names_something(reference):
                self.longest = max(self.longest, len(reference))
                self.by_reference.setdefault((claim.currency, reference), []).append(claim)
        for payer in payer_keys(claim.payer_account, claim.payer_tax_id):
            self.by_payer.setdefault((claim.currency, payer), []).append(claim)
            self.by_payer_amount.setdefault((claim.currency, payer, claim.amount_open_minor), []).append(claim)
        for block in {block for name in claim.payer_names for block in names.blocks(names.fold(name))}:
            self.by_block.setdefault((claim.currency, block), []).append(claim)
            self.by_block_amount.setdefault((claim.currency, block, claim.amount_open_minor), []).append(claim)

    def named(self, line: StatementLine) -> dict[str, tuple[Claim, str]]:
        """Claims whose number stands in the reference or the purpose, by key, with the number as found."""
        found: dict[str, tuple[Claim, str]] = {}
        for text in (line.reference, line.purpose):
            for reference in references.found_in(text, self.longest):
                for claim in self.by_reference.get((line.currency, reference), [])[:PER_PAYER]:
                    found.setdefault(claim.key, (claim, reference))
        return found

    def of_payer(self, line: StatementLine) -> dict[str, Claim]:
        """Claims on the payer known by account or INN."""
        found: dict[str, Claim] = {}
        for payer in payer_keys(line.payer_account, line.payer_tax_id):
            exact = self.by_payer_amount.get((line.currency, payer, line.amount_minor), [])
            for claim in (*exact[:PER_AMOUNT], *self.by_payer.get((line.currency, payer), [])[:PER_PAYER]):
                found[claim.key] = claim
        return found

    def of_name(self, line: StatementLine, folded: str) -> dict[str, Claim]:
        """The ten claims whose payer's name is most alike, looked for among those that share the rarest words of it."""
        blocks = names.blocks(folded)
        exact = [self.by_block_amount.get((line.currency, block, line.amount_minor), []) for block in blocks]
        every = [self.by_block.get((line.currency, block), []) for block in blocks]
        nearest = [*sorted(filter(None, exact), key=len)[:2], *sorted(filter(None, every), key=len)[:1]]
        among = {claim.key: claim for held in nearest for claim in held[:PER_BLOCK]}
        alike = [(name_likeness(folded, claim), key) for key, claim in among.items()]
        best = sorted((likeness, key) for likeness, key in alike if likeness >= ALIKE_LEAST)[-PER_NAME:]
        return {key: among[key] for _, key in best}


def index(claims: Iterable[Claim]) -> ClaimIndex:
    """An index of the claims, those due first before the others; claims with nothing open are left out."""
    found = ClaimIndex()
    for claim in sorted(claims, key=lambda claim: (claim.due_on or date.max, claim.key)):
        if claim.amount_open_minor > 0:
            found.add(claim)
    return found


def payer_keys(account: str, tax_id: str) -> list[str]:
    """What a payer is known by: the account and the INN, each marked with its kind; those not given are left out."""
    return [f"{kind}:{value}" for kind, value in (("account", bare(account)), ("inn", bare(tax_id))) if value]


def name_likeness(folded: str, claim: Claim) -> float:
    """How alike, 0 to 100, a folded name is to the nearest of the claim's names."""
    return max((names.likeness(folded, names.fold(name)) for name in claim.payer_names), default=0.0)
