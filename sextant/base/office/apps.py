"""Registers the house with Django: its tools, its job, and the words of its record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "sextant.base.office"
    label = "office"

    def ready(self) -> None:
        from sextant.base.accounts.models import User
        from sextant.base.audit import registry as record
        from sextant.base.office import jobs, rules, tools  # noqa: F401  jobs register themselves
        from sextant.base.ui import navigation

        tools.register_tools()
        navigation.register(_("Office"), "office:index", 28, rules.may_enter_office, place="main")
        record.register(User, _("User"), lambda user, shown: user.pk == shown.pk)
        record.register_verbs(
            **{
                "permissions.grant_role": _("Role given"),
                "permissions.end_grant": _("Role ended"),
                "accounts.add_user": _("User added"),
                "accounts.deactivate_user": _("User shut out"),
                "accounts.reactivate_user": _("User let in again"),
                "accounts.end_sessions": _("User logged out everywhere"),
                "jobs.cancel": _("Job cancelled"),
                "jobs.retry": _("Job tried again"),
                "site.restore": _("Site restored from a backup"),
                "security.change_account": _("Account changed"),
                "security.make_token": _("Token for the API made"),
                "security.revoke_token": _("Token for the API revoked"),
            }
        )
