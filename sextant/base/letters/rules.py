"""Who may read the ledger of letters and decide about letters that wait for a decision."""

from typing import Any

from sextant.base.letters.models import Letter
from sextant.base.letters.registry import sealed_for
from sextant.base.permissions.rules import is_office


def may_see_letters(user: Any) -> bool:
    """The office: letters carry addresses and personal matters."""
    return is_office(user)


def may_see_letter(user: Any, letter: Letter) -> bool:
    """The office, unless an app has sealed the letter from this officer."""
    if not is_office(user):
        return False
    sealed = sealed_for(user)
    return not sealed or not Letter.objects.filter(sealed, pk=letter.pk).exists()


def may_decide_letter(user: Any, letter: Letter) -> bool:
    """Sending again, withdrawing, saying that it arrived."""
    return may_see_letter(user, letter)


def may_see_template(user: Any, *_template: Any) -> bool:
    """The words of letters without anybody's data."""
    return is_office(user)
