"""Reports to funders: drafted, and frozen with a fingerprint."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.projects.models import Agreement, Project, Report
from sextant.work.projects.queries.reports import content_of, fingerprint_of


@transaction.atomic
def draft_report(project: Project, *, since: date, until: date, by: User | None, agreement: Agreement | None = None, **texts: str) -> Report:
    """A report on a stretch of time; its figures stay those of the day until it is published."""
    if until < since:
        raise ValidationError({"until": _("The last day is before the first one.")})
    report = Report.objects.create(project=project, agreement=agreement, since=since, until=until, by=by, **texts)
    record(verb="projects.draft_report", obj=report, by=by, after={"since": since, "until": until})
    return report


@transaction.atomic
def write_report(report: Report, *, by: User | None, **values: Any) -> Report:
    """Changes the words of a draft."""
    _refuse_published(report)
    for name, value in values.items():
        setattr(report, name, value)
    if report.until < report.since:
        raise ValidationError({"until": _("The last day is before the first one.")})
    report.save()
    record(verb="projects.write_report", obj=report, by=by, after={name: getattr(value, "pk", value) for name, value in values.items()})
    return report


def _refuse_published(report: Report) -> None:
    if report.is_published:
        raise ValidationError(_("A published report does not change. Write another one."))


@transaction.atomic
def publish_report(report: Report, *, by: User | None) -> Report:
    """Freezes what the report says, with its fingerprint; from now on the funder's link opens it."""
    report = Report.objects.select_for_update(of=("self",)).select_related("project__programme", "agreement").get(pk=report.pk)
    _refuse_published(report)
    if not report.summary_ru and not report.summary_en:
        raise ValidationError(_("Write what was done in a few sentences before the report is published."))
    report.content = content_of(report)
    report.fingerprint, report.published_at = fingerprint_of(report.content), timezone.now()
    report.save(update_fields=["content", "fingerprint", "published_at"])
    record(verb="projects.publish_report", obj=report, by=by, after={"fingerprint": report.fingerprint})
    return report
