"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "sextant.work.services"
    label = "services"

    def ready(self) -> None:
        from sextant.work.services import registrations

        registrations.register_all()
