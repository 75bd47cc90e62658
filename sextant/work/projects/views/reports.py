"""Reports to funders: written, published, and read as page, PDF and ZIP, by the team or by a signed link."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.projects import rules
from sextant.work.projects.actions import reports as reporting
from sextant.work.projects.forms.money import ReportForm
from sextant.work.projects.models import Project, Report
from sextant.work.projects.printed import report_pdf, report_zip
from sextant.work.projects.queries.links import report_of, token_of
from sextant.work.projects.queries.reports import shown
from sextant.work.projects.views.pages import form_page
from sextant.work.projects.views.projects import WITH_MANAGER

WITH_PROJECT = Report.objects.select_related("project__manager", "project__programme", "agreement")
KINDS = {"pdf": "application/pdf", "zip": "application/zip"}


@decided_by(rules.may_manage_project, WITH_MANAGER)
def report_new(request: HttpRequest, project: Project) -> HttpResponse:
    form = ReportForm(request.POST or None, project=project)
    if form.is_valid():
        made = attempt(form, reporting.draft_report, project, by=request.user, **form.cleaned_data)
        if made is not None:
            return redirect("projects:report", made.pk)
    return form_page(request, form, _("A report to the funder"), reverse("projects:project", args=[project.pk]))


@decided_by(rules.may_write_report, WITH_PROJECT)
def report_edit(request: HttpRequest, report: Report) -> HttpResponse:
    form = ReportForm(request.POST or None, project=report.project, report=report)
    back = reverse("projects:report", args=[report.pk])
    if form.is_valid() and attempt(form, reporting.write_report, report, by=request.user, **form.cleaned_data) is not None:
        return redirect(back)
    return form_page(request, form, _("A report to the funder"), back)


def _page(request: HttpRequest, report: Report, token: str = "") -> HttpResponse:
    link = request.build_absolute_uri(reverse("projects:read", args=[token_of(report)])) if report.is_published and not token else ""
    context: dict[str, Any] = {"report": report, "content": shown(report), "project": report.project, "token": token, "link": link}
    context["may_write"] = not token and not report.is_published and rules.may_write_report(request.user, report)
    return render(request, "projects/report.html", context)


@decided_by(rules.may_see_report, WITH_PROJECT)
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """A draft with today's figures, or what was published."""
    return _page(request, report)


@decided_by(rules.may_write_report, WITH_PROJECT)
@require_POST
def report_publish(request: HttpRequest, report: Report) -> HttpResponse:
    done = _("The report is published and frozen. Send the funder its link.")
    carried_out(request, done, reporting.publish_report, report, by=request.user)
    return redirect("projects:report", report.pk)


def _file(request: HttpRequest, report: Report, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    name = f'attachment; filename="{report.project.code}-{report.until}.{kind}"'
    try:
        content = report_pdf(report, (get_language() or "ru")[:2]) if kind == "pdf" else report_zip(report)
    except ValidationError as refusal:
        return HttpResponse(" ".join(refusal.messages), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(content, content_type=KINDS[kind], headers={"Content-Disposition": name})


@decided_by(rules.may_see_report, WITH_PROJECT)
def report_file(request: HttpRequest, report: Report) -> HttpResponse:
    """The PDF of the page's language; with `?format=zip` both languages, the figures and the documents."""
    return _file(request, report, request.GET.get("format", "pdf"))


def _published(token: str) -> Report:
    report = report_of(token)
    if report is None:
        raise Http404
    return report


@decided_by(anyone)
def read(request: HttpRequest, token: str) -> HttpResponse:
    """A published report by its signed link, without a log-in."""
    return _page(request, _published(token), token)


@decided_by(anyone)
def read_file(request: HttpRequest, token: str) -> HttpResponse:
    """The same as PDF, or with `?format=zip` with all documents."""
    return _file(request, _published(token), request.GET.get("format", "pdf"))
