"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "sextant.society.events"
    label = "events"

    def ready(self) -> None:
        from sextant.society.events import registrations

        registrations.register_all()
