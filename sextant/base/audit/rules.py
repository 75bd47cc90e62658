"""Who may read the record."""

from typing import Any

from sextant.base.audit.registry import kind_of
from sextant.base.permissions.rules import is_office


def may_see_record(user: Any) -> bool:
    """The whole record is the office's."""
    return is_office(user)


def may_see_history_of(user: Any, obj: Any) -> bool:
    """The office, and those whom the object's app lets; nobody from whom the app has sealed it."""
    kind = kind_of(obj._meta.label_lower)
    if kind and kind.sealed is not None and kind.sealed(user, obj):
        return False
    return is_office(user) or bool(kind and kind.may_see(user, obj))


def may_see_history(user: Any, subject: Any) -> bool:
    """The same for a page's subject; the history of an object that is no more is the office's."""
    return may_see_history_of(user, subject.obj) if subject.obj is not None else is_office(user)


def may_see_personal_values(user: Any) -> bool:
    """Names, addresses and other personal values of the record are shown to the office only."""
    return is_office(user)
