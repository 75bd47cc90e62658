"""The recipient writes a report: kept in parts, with papers, then sent."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.grants import states
from sextant.society.grants.actions.reporting import add_file, remove_file, send_report, write_report
from sextant.society.grants.forms.own import FileForm, ReportForm
from sextant.society.grants.links import file_at, report_at, token_of
from sextant.society.grants.models import GrantFile, GrantReport
from sextant.society.grants.queries.spending import budget_of
from sextant.society.grants.views.pages import user_of
from sextant.society.members.forms.refusals import attempt, carried_out


def _page(request: HttpRequest, report: GrantReport, **bound: Any) -> HttpResponse:
    writes = report.is_open and report.grant.state in states.BINDING
    shown = {
        "report": report,
        "grant": report.grant,
        "token": token_of(report.grant),
        "form": ReportForm(report=report) if writes else None,
        "file_form": FileForm() if writes else None,
        "files": report.files.all(),
        "budget": budget_of(report.grant, report),
        **bound,
    }
    return render(request, "grants/own_report.html", shown, status=400 if bound else 200)


@decided_by(anyone, report_at)
def report(request: HttpRequest, report: GrantReport) -> HttpResponse:
    """Keeps what is written; with `send` hands it to the office."""
    if request.method != "POST":
        return _page(request, report)
    form, by = ReportForm(request.POST, report=report), user_of(request)
    if form.is_valid() and attempt(form, write_report, report, by=by, **form.given()) is not None:
        if "send" not in request.POST:
            messages.success(request, _("What you have written is kept. Send it when it is complete."))
            return redirect("grants:own_report", token_of(report.grant), report.pk)
        if attempt(form, send_report, report, on=timezone.localdate(), by=by, who=states.RECIPIENT) is not None:
            messages.success(request, _("The report is sent. Thank you."))
            return redirect("grants:own", token_of(report.grant))
    return _page(request, report, form=form)


@decided_by(anyone, report_at)
@require_POST
def file_add(request: HttpRequest, report: GrantReport) -> HttpResponse:
    """Adds a paper."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, add_file, report, upload=form.cleaned_data["file"], by=user_of(request)) is not None:
        messages.success(request, _("The file is kept."))
        return redirect("grants:own_report", token_of(report.grant), report.pk)
    return _page(request, report, file_form=form)


@decided_by(anyone, file_at)
@require_POST
def file_remove(request: HttpRequest, file: GrantFile) -> HttpResponse:
    carried_out(request, _("The file is removed."), remove_file, file, by=user_of(request))
    return redirect("grants:own_report", token_of(file.report.grant), file.report_id)
