"""Registers the house with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "sextant.base.jobs"
    label = "jobs"

    def ready(self) -> None:
        from sextant.base.exports import registry
        from sextant.base.jobs import tidying  # noqa: F401
        from sextant.base.jobs.exports import jobs_table
        from sextant.base.jobs.rules import may_see_jobs
        from sextant.base.ui import navigation

        registry.register("jobs", _("Background work"), jobs_table)
        navigation.register(_("Background work"), "jobs:list", 80, may_see_jobs, place="account")
