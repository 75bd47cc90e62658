"""Registers the house with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecurityConfig(AppConfig):
    name = "sextant.base.security"
    label = "security"

    def ready(self) -> None:
        from sextant.base.permissions.pages import logged_in
        from sextant.base.ui import navigation

        navigation.register(_("Account and security"), "security:overview", 90, logged_in, place="account")
