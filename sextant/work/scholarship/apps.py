"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class ScholarshipConfig(AppConfig):
    name = "sextant.work.scholarship"
    label = "scholarship"

    def ready(self) -> None:
        from sextant.work.scholarship import registrations

        registrations.register_all()
