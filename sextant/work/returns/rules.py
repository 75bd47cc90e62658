"""Who may bring figures in and publish them; reading is open to everybody."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.returns.states import MAY_IMPORT


def may_read(user: Any, _thing: Any = None) -> bool:
    """Figures, libraries and the dictionary are public."""
    return True


def may_import(user: Any, _work: Any = None) -> bool:
    """Imports, their findings, and the files behind them."""
    return holds(user, *MAY_IMPORT)


def may_publish(user: Any, year: Any = None) -> bool:
    """Publishing a year and opening a correction."""
    return holds(user, *MAY_IMPORT)
