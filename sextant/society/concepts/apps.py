"""Registers the house with Django, and what it offers with the registries of base."""

from django.apps import AppConfig


class ConceptsConfig(AppConfig):
    name = "sextant.society.concepts"
    label = "concepts"

    def ready(self) -> None:
        from sextant.society.concepts import registrations

        registrations.register_all()
