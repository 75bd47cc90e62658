"""What is paid for: each house registers its subject, and is told when it is paid, settled, or opened again.

Some subjects are asked for by an invoice: `settled` and `reopened` are told when such an invoice is covered, and when it is
open again. Others are paid without one (a gift, an instalment of a pledge): `asked` says what is to be paid, `open_claims`
all that is awaited, so that a statement finds it, and `paid` is told of the payment and books what it is.

All of them are called inside the transaction of the payment. What they refuse (`ValidationError`) undoes only their own
part: the payment stands, and the sentence is kept beside it as its trouble.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from sextant.society.ledger.models import Fund


def _nothing(about_id: str, **_told: Any) -> None:
    """For subjects to which nothing follows from a payment."""


def _never(about_id: str) -> None:
    """For subjects that are asked for by invoices only."""


def _none(currency: str) -> Iterable["Asked"]:
    return ()


@dataclass(frozen=True)
class Asked:
    """What is to be paid without an invoice. `reference` is what the payer writes, `amount_minor` what is still open."""

    about_id: str
    title: str
    amount_minor: int
    currency: str
    reference: str
    payer_name: str = ""
    payer_email: str = ""
    due_on: date | None = None
    settled: bool = False
    fund: Fund | None = None
    is_demo: bool = False


@dataclass(frozen=True)
class Subject:
    """A kind of thing that is paid for: `kind` is its model's label (`members.membership`), `url` leads to one of them.

    `given_up` says why nobody is to be reminded any more (empty: remind), `addresses` to whom letters go, each with a language.
    """

    kind: str
    title: str | Promise
    url: Callable[[str], str]
    settled: Callable[..., None] = _nothing
    reopened: Callable[..., None] = _nothing
    given_up: Callable[[str], str] = lambda about_id: ""
    addresses: Callable[[str], list[tuple[str, str]]] = lambda about_id: []
    asked: Callable[[str], Asked | None] = _never
    open_claims: Callable[[str], Iterable[Asked]] = _none
    paid: Callable[..., None] | None = None
    unpaid: Callable[..., None] = _nothing


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Makes a subject known; the last registration of a kind counts."""
    _subjects[subject.kind] = subject


def subject(kind: str) -> Subject | None:
    """The subject of that kind, or None where its house is not installed or it is nothing we know."""
    return _subjects.get(kind)


def subjects() -> list[Subject]:
    return [_subjects[kind] for kind in sorted(_subjects)]
