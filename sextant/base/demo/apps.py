"""Registers the demo with Django, and the ribbon that says so on every page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "sextant.base.demo"
    label = "demo"

    def ready(self) -> None:
        from sextant.base.demo.actions import is_loaded
        from sextant.base.ui.context import register_notice

        words = _("Demo association: its people, libraries and figures are invented.")
        register_notice(lambda request: words if is_loaded() else None)
