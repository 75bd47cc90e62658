"""Small books to ask about."""

from datetime import date

from sextant.society.ledger.models import Fund
from sextant.society.ledger.tests.factories import open_books, posted, restricted


def books_of_two_years() -> Fund:
    """2024: dues 600. 2025: dues 600, gifts 300 (restricted), publications 100; rent 240 paid in January; all in rubles."""
    fund = open_books()
    posted(600_00, date(2024, 3, 1), fund, credit="dues")
    posted(600_00, date(2025, 3, 1), fund, credit="dues")
    posted(300_00, date(2025, 4, 1), restricted(), credit="gifts")
    posted(100_00, date(2025, 5, 1), fund, credit="publications")
    posted(240_00, date(2025, 1, 15), fund, debit="office", credit="bank")
    return fund
