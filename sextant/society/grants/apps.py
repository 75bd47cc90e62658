"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "sextant.society.grants"
    label = "grants"

    def ready(self) -> None:
        from sextant.society.grants import registrations

        registrations.register_all()
