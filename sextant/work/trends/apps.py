"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class TrendsConfig(AppConfig):
    name = "sextant.work.trends"
    label = "trends"

    def ready(self) -> None:
        from sextant.work.trends import registrations

        registrations.register_all()
