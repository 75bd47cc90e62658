"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "sextant.work.reading"
    label = "reading"

    def ready(self) -> None:
        from sextant.work.reading import registrations

        registrations.register_all()
