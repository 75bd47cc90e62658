"""Registers the house with Django, and with the registries of base."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "sextant.society.surveys"
    label = "surveys"

    def ready(self) -> None:
        from sextant.society.surveys import registrations

        registrations.register_all()
