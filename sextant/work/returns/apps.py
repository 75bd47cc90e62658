"""Registers the house with Django, its jobs with the queue, and what others may ask of it."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "sextant.work.returns"
    label = "returns"

    def ready(self) -> None:
        from sextant.work.returns import jobs  # noqa: F401
