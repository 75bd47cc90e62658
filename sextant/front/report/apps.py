"""Registers the report with Django and with the houses it stands on."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "sextant.front.report"
    label = "report"
    verbose_name = "report"

    def ready(self) -> None:
        from sextant.front.report import registrations

        registrations.register_all()
