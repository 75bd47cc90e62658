"""Registers the house with Django, and the role words every association has."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sextant.base.permissions.roles import register


class PermissionsConfig(AppConfig):
    name = "sextant.base.permissions"
    label = "permissions"

    def ready(self) -> None:
        register("secretary", _("Secretary"), _("Keeps members, roles and letters; sees the whole record."))
        register("director", _("Executive director"), _("Leads the office: partners, plans, and everything the secretary may."))
        register("treasurer", _("Treasurer"), _("Keeps payments, dues and budgets."))
        register("editor", _("Editor"), _("Communications and reports: writes, reviews and publishes."))
        register("analyst", _("Analyst"), _("Library statistics: imports returns, checks and closes years."))
