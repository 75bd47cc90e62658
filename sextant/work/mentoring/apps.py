"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "sextant.work.mentoring"
    label = "mentoring"

    def ready(self) -> None:
        from sextant.work.mentoring import registrations

        registrations.register_all()
