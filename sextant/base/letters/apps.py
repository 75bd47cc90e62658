"""Registers the house with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "sextant.base.letters"
    label = "letters"

    def ready(self) -> None:
        from sextant.base.exports import registry
        from sextant.base.letters import accounts, jobs  # noqa: F401
        from sextant.base.letters.exports import letters_table
        from sextant.base.letters.rules import may_see_letters
        from sextant.base.ui import navigation

        registry.register("letters", _("Letters"), letters_table)
        navigation.register(_("Letters"), "letters:list", 70, may_see_letters, place="footer")
