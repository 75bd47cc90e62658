"""Entries made by hand: the drafts, those worth copying, and the frequent kinds a new association begins with."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger import states
from sextant.society.ledger.models import Account, Entry

FREQUENT: dict[str, tuple[str | Promise, str, str]] = {
    "rent": (_("Rent of the office"), "office", "bank"),
    "salaries": (_("Salaries"), "salaries", "bank"),
    "bank": (_("Bank charges"), "bank_fees", "bank"),
    "travel": (_("Travel expenses"), "travel", "bank"),
    "cash": (_("Cash paid into the bank"), "bank", "cash"),
}
"""Kinds of entry by name: words, then the uses of the accounts that are debited and credited."""

LAST = 12


def drafts() -> QuerySet[Entry]:
    """Entries that are not posted yet, with their lines; the oldest day first."""
    return Entry.objects.filter(state=states.DRAFT).prefetch_related("lines").order_by("day", "id")


def by_hand() -> QuerySet[Entry]:
    """Posted entries that no invoice, payment or other part of the site made, newest first."""
    rows = Entry.objects.posted().filter(key=None, reverses=None, about_kind="", invoice=None, payment=None, covers=None)
    return rows.exclude(posted_by=None)


def models() -> dict[str, Any]:
    """What a new entry may begin with: frequent kinds, and the last entries made by hand, one of each wording."""
    found: dict[str, Entry] = {}
    for entry in by_hand().order_by("-pk")[: LAST * 4]:
        found.setdefault(entry.memo, entry)
    return {"frequent": [(name, words) for name, (words, _debit, _credit) in FREQUENT.items()], "earlier": list(found.values())[:LAST]}


def models_of(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Words and lines of a frequent kind, amounts left open; nothing for a kind that is not known."""
    if name not in FREQUENT:
        return {}, []
    words, debit, credit = FREQUENT[name]
    uses = dict(Account.objects.filter(use__in=(debit, credit)).values_list("use", "pk"))
    return {"memo": str(words)}, [{"account": uses.get(use), "currency": "RUB"} for use in (debit, credit)]
