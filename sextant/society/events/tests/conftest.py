"""Fixtures of the room."""

from typing import Any

import pytest

from sextant.society.ledger.tests.factories import open_books


@pytest.fixture
def books(db: Any) -> None:
    """The shipped chart of accounts."""
    open_books()
