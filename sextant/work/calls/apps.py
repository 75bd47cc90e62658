"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "sextant.work.calls"
    label = "calls"

    def ready(self) -> None:
        from sextant.work.calls import registrations

        registrations.register_all()
