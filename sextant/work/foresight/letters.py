"""The letter of invitation, made known."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.letters.registry import register
from sextant.work.foresight.actions.letters import INVITATION


def sample() -> dict[str, Any]:
    """An invented session to preview the letter with."""
    days = {"starts_on": date(2027, 4, 22), "ends_on": date(2027, 4, 24)}
    return {"name": "Анна Читалкина", "title": "Повестка 2027", "group": "Чтение", "is_guest": True, "page": "https://library.example/…", **days}


def register_letters() -> None:
    register(INVITATION, _("Foresight session: invitation"), sample=sample, secret=True)
