"""What the demo must show beside real books: scenarios and a forecast, but nothing closed and nothing published."""

from sextant.society.ledger.tests.factories import posted
from sextant.work.finances.tests.test_demo import kept


def before():
    posted(300_00)


def shown(_real):
    assert kept() == (3, 1, 0, 0)
