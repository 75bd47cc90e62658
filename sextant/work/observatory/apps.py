"""Registers the house with Django, and with the registries of base."""

from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "sextant.work.observatory"
    label = "observatory"

    def ready(self) -> None:
        from sextant.work.observatory import registrations

        registrations.register_all()
