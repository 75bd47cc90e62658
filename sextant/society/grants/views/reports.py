"""Reports and changes as the office reads and decides them, and the papers of a report."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.grants import rules, states
from sextant.society.grants.actions.changing import agree_to_change, decline_change
from sextant.society.grants.actions.reporting import accept_report, send_report_back
from sextant.society.grants.forms.office import AnswerForm, BackForm
from sextant.society.grants.models import Grant, GrantChange, GrantFile, GrantReport
from sextant.society.grants.printed import agreement_pdf
from sextant.society.grants.queries.spending import budget_of
from sextant.society.grants.views.grants import WITH_ALL
from sextant.society.grants.views.pages import PRIVATE, done
from sextant.society.members.forms.refusals import attempt, carried_out

REPORTS = GrantReport.objects.select_related("grant__organisation", "grant__person", "decided_by")
CHANGES = GrantChange.objects.select_related("grant")
FILES = GrantFile.objects.select_related("report__grant__organisation", "report__grant__person")
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", **PRIVATE}


def _page(request: HttpRequest, report: GrantReport, **bound: Any) -> HttpResponse:
    shown = {
        "report": report,
        "grant": report.grant,
        "budget": budget_of(report.grant, report),
        "files": report.files.all(),
        "decides": rules.may_decide_report(request.user, report) and report.state == states.SENT and report.grant.state in states.BINDING,
        "back_form": BackForm(),
        **bound,
    }
    return render(request, "grants/report.html", shown, status=400 if bound else 200)


@decided_by(rules.of_report, REPORTS)
@require_safe
def report(request: HttpRequest, report: GrantReport) -> HttpResponse:
    """What was done, what was spent of each line, and the papers. A draft of the recipient is not shown."""
    return _page(request, report)


@decided_by(rules.may_decide_report, REPORTS)
@require_POST
def accept(request: UserRequest, report: GrantReport) -> HttpResponse:
    carried_out(request, _("The report is accepted."), accept_report, report, on=timezone.localdate(), by=request.user)
    return redirect("grants:report", report.pk)


@decided_by(rules.may_decide_report, REPORTS)
@require_POST
def send_back(request: UserRequest, report: GrantReport) -> HttpResponse:
    """Asks the recipient to change it."""
    form = BackForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, send_report_back, report, reason=reason, on=timezone.localdate(), by=request.user) is not None:
            messages.success(request, _("The report is sent back; the recipient is told what to change."))
            return redirect("grants:report", report.pk)
    return _page(request, report, back_form=form)


@decided_by(rules.may_decide_change, CHANGES)
@require_POST
def agree(request: UserRequest, change: GrantChange) -> HttpResponse:
    """The change holds from now on."""
    form = AnswerForm(request.POST)
    given = {"answer": form.cleaned_data["answer"] if form.is_valid() else "", "on": timezone.localdate(), "by": request.user}
    title, words = _("Agree to the change"), _("The change is agreed to, and the recipient is told.")
    return done(request, form, change.grant, title, words, agree_to_change, change, **given)


@decided_by(rules.may_decide_change, CHANGES)
@require_POST
def decline(request: UserRequest, change: GrantChange) -> HttpResponse:
    """Everything stays as it was agreed."""
    form = AnswerForm(request.POST)
    given = {"answer": form.cleaned_data["answer"] if form.is_valid() else "", "on": timezone.localdate(), "by": request.user}
    title, words = _("Decline the change"), _("The change is declined, and the recipient is told why.")
    return done(request, form, change.grant, title, words, decline_change, change, **given)


def file_answer(file: GrantFile) -> FileResponse:
    """The paper as a download, never shown inside the site's own pages."""
    return FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.kind, headers=SAFE)


@decided_by(rules.may_see_file, FILES)
@require_safe
def file(request: HttpRequest, file: GrantFile) -> FileResponse:
    return file_answer(file)


def agreement_answer(grant: Grant) -> HttpResponse:
    """The agreement in the language of the page."""
    name = f"agreement-{grant.number}-{(get_language() or 'ru')[:2]}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **PRIVATE}
    return HttpResponse(agreement_pdf(grant), content_type="application/pdf", headers=headers)


@decided_by(rules.may_see, WITH_ALL.exclude(state=states.RECORDED))
@require_safe
def agreement(request: HttpRequest, grant: Grant) -> HttpResponse:
    return agreement_answer(grant)
