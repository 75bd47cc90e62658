"""Registers the house with Django, and what it offers with the registries of base."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "sextant.society.agenda"
    label = "agenda"

    def ready(self) -> None:
        from sextant.base.office import setup
        from sextant.base.ui import navigation
        from sextant.society.agenda.actions import load_shipped_agenda

        setup.register("agenda", load_shipped_agenda)
        navigation.register(_("Agenda"), "agenda:agenda", 10)
