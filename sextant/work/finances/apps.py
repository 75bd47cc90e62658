"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class FinancesConfig(AppConfig):
    name = "sextant.work.finances"
    label = "finances"

    def ready(self) -> None:
        from sextant.work.finances import registrations

        registrations.register_all()
