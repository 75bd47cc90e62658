"""Registers the jobs that are made to be killed."""

from django.apps import AppConfig


class KillConfig(AppConfig):
    name = "tests.kill"
    label = "kill"

    def ready(self) -> None:
        from tests.kill import scenes  # noqa: F401
