"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "sextant.work.careers"
    label = "careers"

    def ready(self) -> None:
        from sextant.work.careers import registrations

        registrations.register_all()
