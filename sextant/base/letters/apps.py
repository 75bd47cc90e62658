"""Registers the house with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "sextant.base.letters"
    label = "letters"

    def ready(self) -> None:
        from sextant.base.audit import registry as record
        from sextant.base.exports import registry
        from sextant.base.letters import accounts, jobs  # noqa: F401
        from sextant.base.letters.exports import letters_table

        registry.register("letters", _("Letters"), letters_table)
        record.register_verbs(
            **{
                "letters.write": _("Letter written"),
                "letters.send_again": _("Letter sent again"),
                "letters.withdraw": _("Letter withdrawn"),
                "letters.note_arrival": _("Arrival of a letter noted"),
                "letters.erase": _("Letters to a person erased"),
            }
        )
