"""Fixtures of the room."""

from collections.abc import Iterator

import pytest

from sextant.society.documents import kinds


@pytest.fixture(autouse=True)
def _no_other_kinds() -> Iterator[None]:
    """A kind that a test brings leaves with it."""
    before = dict(kinds._kinds)
    yield
    kinds._kinds.clear()
    kinds._kinds.update(before)
