"""The proposals of a statement's lines in words: which invoice, gift or recorded payment is meant, and why."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sextant.society.ledger import subjects
from sextant.society.ledger.models import Invoice, Payment, StatementLine
from sextant.society.ledger.payables import INVOICE
from sextant.society.ledger.queries.claims import parts_of
from sextant.society.ledger.queries.statements import PAYMENT


@dataclass(frozen=True)
class Shown:
    """One proposal: the keys that are booked together, what they are, how sure (0 to 1, or None), and why."""

    keys: tuple[str, ...]
    kind: str
    title: str
    payer: str
    open_minor: int
    currency: str
    confidence: float | None
    reasons: tuple[str, ...]
    payment_id: int | None = None

    @property
    def value(self) -> str:
        return ",".join(self.keys)

    @property
    def percent(self) -> int | None:
        return None if self.confidence is None else round(100 * self.confidence)


def _found(keys: set[str]) -> dict[str, tuple[str, str, int, str]]:
    """Title, payer, open amount and currency of everything that is named; what is not there any more is left out."""
    by_kind = defaultdict[str, list[str]](list)
    for key in keys:
        kind, about_id = parts_of(key)
        by_kind[kind].append(about_id)
    found = {
        f"{INVOICE}:{one.pk}": (one.shown_number, one.payer_name, one.open_minor, one.currency)
        for one in Invoice.objects.filter(pk__in=[pk for pk in by_kind.pop(INVOICE, []) if pk.isdigit()])
    }
    for one in Payment.objects.filter(pk__in=[pk for pk in by_kind.pop(PAYMENT, []) if pk.isdigit()]):
        found[f"{PAYMENT}:{one.pk}"] = (one.shown_receipt or one.reference, one.payer_name, one.amount_minor, one.currency)
    for kind, ids in by_kind.items():
        subject = subjects.subject(kind)
        for asked in (subject.asked(about_id) for about_id in ids) if subject else ():
            if asked is not None:
                found[f"{kind}:{asked.about_id}"] = (asked.title, asked.payer_name, asked.amount_minor, asked.currency)
    return found


def with_proposals(lines: list[StatementLine], language: str) -> list[tuple[StatementLine, list[Shown]]]:
    """Each line with its proposals, the best first."""
    keys = {key for line in lines for one in line.proposals for key in (one["key"], *one["together"])}
    found = _found(keys)
    return [(line, [_shown(one, found, language) for one in line.proposals if one["key"] in found]) for line in lines]


def _shown(one: dict[str, Any], found: dict[str, tuple[str, str, int, str]], language: str) -> Shown:
    keys = tuple(dict.fromkeys(key for key in (one["key"], *one["together"]) if key in found))
    _title, payer, _open, currency = found[one["key"]]
    kind, about_id = parts_of(one["key"])
    return Shown(
        keys=keys,
        kind=kind,
        title=", ".join(found[key][0] for key in keys),
        payer=payer,
        open_minor=sum(found[key][2] for key in keys),
        currency=currency,
        confidence=one["confidence"],
        reasons=tuple(one[language]),
        payment_id=int(about_id) if kind == PAYMENT else None,
    )
