"""Registers the house with Django, and with the registries of base and of society."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "sextant.work.projects"
    label = "projects"

    def ready(self) -> None:
        from sextant.work.projects import registrations

        registrations.register_all()
