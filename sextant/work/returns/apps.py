"""Registers the house with Django, and with the registries of base and of the agenda."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "sextant.work.returns"
    label = "returns"

    def ready(self) -> None:
        from sextant.work.returns import registrations

        registrations.register_all()
