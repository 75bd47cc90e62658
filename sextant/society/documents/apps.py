"""Registers the house with Django, and with the registries of base."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "sextant.society.documents"
    label = "documents"

    def ready(self) -> None:
        from sextant.society.documents import registrations

        registrations.register_all()
