"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class AdvertisingConfig(AppConfig):
    name = "sextant.work.advertising"
    label = "advertising"

    def ready(self) -> None:
        from sextant.work.advertising import registrations

        registrations.register_all()
