"""Registers the home page with Django and its door in the navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "sextant.front.home"
    label = "home"

    def ready(self) -> None:
        from sextant.base.permissions.pages import logged_in
        from sextant.base.ui import navigation, spots

        navigation.register(_("What waits for me"), "home:desk", 5, logged_in, place="account")
        spots.declare("home-lower", _("Home page, below the agenda"))
