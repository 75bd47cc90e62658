"""Small books for tests."""

from datetime import date
from typing import Any

from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.actions.entries import Leg, draft_entry, write_entry
from sextant.society.ledger.models import Entry, Fund
from sextant.society.ledger.queries.accounts import general_fund

DAY = date(2026, 3, 10)


def open_books() -> Fund:
    """The shipped chart and its general fund."""
    ensure_chart()
    return general_fund()


def restricted(code: str = "books-for-villages") -> Fund:
    return Fund.objects.get_or_create(code=code, defaults={"restriction": "restricted", "name_en": "Books for villages", "name_ru": "Книги сёлам"})[0]


def legs(amount: int, fund: Fund, debit: str = "bank", credit: str = "gifts") -> list[Leg]:
    return [Leg(debit, amount, fund), Leg(credit, -amount, fund)]


def draft(amount: int = 500_00, day: date = DAY, fund: Fund | None = None, **fields: Any) -> Entry:
    fund = fund or open_books()
    return draft_entry(day=day, memo="A gift", currency="RUB", legs=legs(amount, fund), **fields)


def posted(amount: int = 500_00, day: date = DAY, fund: Fund | None = None, debit: str = "bank", credit: str = "gifts", **fields: Any) -> Entry:
    fund = fund or open_books()
    return write_entry(day=day, memo="A gift", currency="RUB", legs=legs(amount, fund, debit, credit), by=None, **fields)
