"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class ForesightConfig(AppConfig):
    name = "sextant.work.foresight"
    label = "foresight"

    def ready(self) -> None:
        from sextant.work.foresight import registrations

        registrations.register_all()
