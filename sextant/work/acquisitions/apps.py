"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class AcquisitionsConfig(AppConfig):
    name = "sextant.work.acquisitions"
    label = "acquisitions"

    def ready(self) -> None:
        from sextant.work.acquisitions import registrations

        registrations.register_all()
