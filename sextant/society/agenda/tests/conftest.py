"""The agenda of the tests."""

import pytest

from sextant.society.agenda.actions import load_agenda
from sextant.society.agenda.models import Agenda


@pytest.fixture
def alma(db) -> Agenda:
    """The shipped agenda, loaded."""
    return load_agenda("alma_2019").agenda
