"""What this house makes known to the registries of base when the site starts."""

from sextant.base.audit import guards
from sextant.base.office import setup
from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.guards import GUARD


def register_all() -> None:
    guards.register("ledger", GUARD)
    setup.register("ledger", ensure_chart)
