"""Registers the house with Django, and with the registries of base."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "sextant.work.publications"
    label = "publications"

    def ready(self) -> None:
        from sextant.work.publications import registrations

        registrations.register_all()
