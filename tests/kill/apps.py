"""Registers the jobs that are made to be killed."""

from django.apps import AppConfig


class KillConfig(AppConfig):
    name = "tests.kill"
    label = "kill"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from tests.kill import scenes, slowness  # noqa: F401

        connection_created.connect(slowness.wrap)
