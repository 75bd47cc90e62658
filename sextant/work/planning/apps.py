"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "sextant.work.planning"
    label = "planning"

    def ready(self) -> None:
        from sextant.work.planning import registrations

        registrations.register_all()
