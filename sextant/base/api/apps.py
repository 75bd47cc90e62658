"""Registers the house with Django, and its own call."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "sextant.base.api"
    label = "api"

    def ready(self) -> None:
        from sextant.base.api.me import router
        from sextant.base.api.urls import mount
        from sextant.base.ui import navigation

        mount("me", router)
        navigation.register(_("API"), "api:openapi-view", 90, place="footer")
