"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class DelphiConfig(AppConfig):
    name = "sextant.work.delphi"
    label = "delphi"

    def ready(self) -> None:
        from sextant.work.delphi import registrations

        registrations.register_all()
