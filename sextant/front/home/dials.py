"""From the standings of an agenda to the dial on the home page."""

from typing import Any

from sextant.base.ui.dial import Dial, draw_dial
from sextant.society.agenda.dials import sector_of
from sextant.society.agenda.models import Agenda
from sextant.society.agenda.queries.agendas import dial


def dial_of(agenda: Agenda, user: Any) -> Dial:
    """The agenda's dial as this reader may see it; the arm points at the mean share of the guidelines that have figures."""
    return draw_dial([sector_of(one) for one in dial(agenda, user)])
