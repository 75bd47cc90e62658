"""Registers the report with Django and with the houses it stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportConfig(AppConfig):
    name = "sextant.front.report"
    label = "report"
    verbose_name = "report"

    def ready(self) -> None:
        from sextant.base.ui import navigation
        from sextant.front.report import jobs  # noqa: F401

        navigation.register(_("Report"), "report:list", 40)
