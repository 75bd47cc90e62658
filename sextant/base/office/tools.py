"""The tools of the office that the houses of base offer; other houses register their own."""

from django.utils.translation import gettext_lazy as _

from sextant.base.letters.rules import may_see_letters
from sextant.base.office import registry
from sextant.base.permissions.rules import is_office


def register_tools() -> None:
    """Users and roles, the record of changes, letters, and background work."""
    people, site = _("People and roles"), _("The site")
    registry.register(
        _("Users and roles"),
        "office:users",
        is_office,
        group=people,
        about=_("Who may log in, and as what; roles are given and ended here."),
        order=20,
    )
    registry.register(
        _("Record of changes"),
        "office:record",
        is_office,
        group=site,
        about=_("Who changed what and when, before and after; check that it is whole."),
        order=80,
    )
    registry.register(
        _("Letters"),
        "letters:list",
        may_see_letters,
        group=site,
        about=_("Every letter the site has sent or will send, and their templates."),
        order=82,
    )
    registry.register(
        _("Background work"),
        "jobs:list",
        is_office,
        group=site,
        about=_("Imports, reports and mailings that run by themselves: how far they are, and what went wrong."),
        order=84,
    )
