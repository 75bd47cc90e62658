"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "sextant.work.practice"
    label = "practice"

    def ready(self) -> None:
        from sextant.work.practice import registrations

        registrations.register_all()
