"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "sextant.work.outreach"
    label = "outreach"

    def ready(self) -> None:
        from sextant.work.outreach import registrations

        registrations.register_all()
