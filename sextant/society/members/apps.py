"""Registers the house with Django, and with the registries of base."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "sextant.society.members"
    label = "members"

    def ready(self) -> None:
        from sextant.society.members import registrations

        registrations.register_all()
