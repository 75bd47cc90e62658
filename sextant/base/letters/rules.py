"""Who may read the ledger of letters and decide about letters that wait for a decision."""

from typing import Any

from sextant.base.letters.models import Letter
from sextant.base.permissions.rules import is_office


def may_see_letters(user: Any) -> bool:
    """The office: letters carry addresses and personal matters."""
    return is_office(user)


def may_see_letter(user: Any, letter: Letter) -> bool:
    return is_office(user)


def may_decide_letter(user: Any, letter: Letter) -> bool:
    """Sending again, withdrawing, saying that it arrived."""
    return is_office(user)


def may_see_template(user: Any, *_template: Any) -> bool:
    """The words of letters without anybody's data."""
    return is_office(user)
