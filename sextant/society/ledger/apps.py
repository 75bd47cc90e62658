"""Registers the house with Django, and with the registries of base."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "sextant.society.ledger"
    label = "ledger"

    def ready(self) -> None:
        from sextant.society.ledger import registrations

        registrations.register_all()
