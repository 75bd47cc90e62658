"""What tests of instruments may ask for."""

import csv
from collections.abc import Iterator

import pytest


@pytest.fixture
def cells_as_long_as_usual() -> Iterator[None]:
    """The longest cell of a CSV table is a setting of the whole process; readers of long tables raise it."""
    raised = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(raised)
