"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class FundraisingConfig(AppConfig):
    name = "sextant.work.fundraising"
    label = "fundraising"

    def ready(self) -> None:
        from sextant.work.fundraising import registrations

        registrations.register_all()
