"""Registers the house with Django, and what it offers with the registries of base."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "sextant.society.agenda"
    label = "agenda"

    def ready(self) -> None:
        from sextant.society.agenda import jobs, registrations

        assert jobs
        registrations.register_all()
