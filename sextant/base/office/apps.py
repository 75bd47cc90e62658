"""Registers the house with Django: its tools, its job, and the words of its record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "sextant.base.office"
    label = "office"

    def ready(self) -> None:
        from sextant.base.accounts.models import User
        from sextant.base.audit import registry as record
        from sextant.base.letters.rules import may_see_letters
        from sextant.base.office import jobs, registry, rules  # noqa: F401  jobs register themselves
        from sextant.base.permissions.rules import is_office
        from sextant.base.ui import navigation

        people, site = _("People and roles"), _("The site")
        registry.register(
            _("Users and roles"),
            "office:users",
            is_office,
            group=people,
            about=_("Who may log in, and as what; roles are given and ended here."),
            order=20,
        )
        registry.register(
            _("Record of changes"),
            "office:record",
            is_office,
            group=site,
            about=_("Who changed what and when, before and after; check that it is whole."),
            order=80,
        )
        registry.register(
            _("Letters"),
            "letters:list",
            may_see_letters,
            group=site,
            about=_("Every letter the site has sent or will send, and their templates."),
            order=82,
        )
        registry.register(
            _("Background work"),
            "jobs:list",
            is_office,
            group=site,
            about=_("Imports, reports and mailings that run by themselves: how far they are, and what went wrong."),
            order=84,
        )
        navigation.register(_("Office"), "office:index", 80, rules.may_enter_office, place="main")
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
                "security.change_account": _("Account changed"),
                "security.make_token": _("Token for the API made"),
                "security.revoke_token": _("Token for the API revoked"),
            }
        )
