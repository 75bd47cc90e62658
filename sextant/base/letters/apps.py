"""Registers the house with Django."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "sextant.base.letters"
    label = "letters"

    def ready(self) -> None:
        from sextant.base.letters import accounts, jobs  # noqa: F401
