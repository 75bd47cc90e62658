"""What invoices are for: each house registers its subject, and is told when such an invoice is settled or opened again.

`settled(about_id, invoice=…, day=…, by=…)` is called inside the transaction of the payment. What it refuses
(`ValidationError`) undoes only its own part: the payment stands, and the sentence is kept on the invoice as its trouble.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


def _nothing(about_id: str, **_told: Any) -> None:
    """For subjects to which nothing follows from a payment."""


@dataclass(frozen=True)
class Subject:
    """A kind of thing that invoices are for: `kind` is its model's label (`members.membership`), `url` leads to one of them."""

    kind: str
    title: str | Promise
    url: Callable[[str], str]
    settled: Callable[..., None] = _nothing
    reopened: Callable[..., None] = _nothing


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Makes a subject known; the last registration of a kind counts."""
    _subjects[subject.kind] = subject


def subject(kind: str) -> Subject | None:
    """The subject of that kind, or None where its house is not installed or the invoice is for nothing we know."""
    return _subjects.get(kind)


def subjects() -> list[Subject]:
    return [_subjects[kind] for kind in sorted(_subjects)]
