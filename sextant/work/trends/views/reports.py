"""The yearly report: read by everybody once it is published, worked on by the office and by who was invited to write."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.downloads import attached
from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.trends import rules, states
from sextant.work.trends.actions.reports import (
    decide_passage,
    gather_again,
    invite_author,
    open_report,
    publish_report,
    remove_passage,
    write_passage,
)
from sextant.work.trends.document import document, fan_of, radar_drawing
from sextant.work.trends.forms.reports import InviteForm, OpenForm, PassageForm
from sextant.work.trends.models import Passage, TrendReport
from sextant.work.trends.printed import file_of, names_of
from sextant.work.trends.queries.reports import content_with_passages, reports_for

PASSAGES = Passage.objects.select_related("report", "author")


def report_at(year: int) -> TrendReport:
    """The report of a year."""
    return get_object_or_404(TrendReport.objects.prefetch_related("passages__author"), year=year)


@decided_by(anyone)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """All reports that the reader may read; those who keep them open the next one here."""
    return _list(request, OpenForm(initial={"year": timezone.localdate().year}))


def _list(request: HttpRequest, form: OpenForm) -> HttpResponse:
    keeps = rules.may_keep(request.user)
    context = {"reports": reports_for(request.user, keeps), "keeps": keeps, "form": form}
    return render(request, "trends/reports.html", context, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep)
@require_POST
def open_year(request: UserRequest) -> HttpResponse:
    """Opens the report of a year."""
    form = OpenForm(request.POST)
    if form.is_valid():
        made = attempt(form, open_report, year=form.cleaned_data["year"], today=timezone.localdate(), by=request.user)
        if made is not None:
            messages.success(request, _("The report is open, its data are gathered. Now invite people to write."))
            return redirect(made)
    return _list(request, form)


@decided_by(rules.may_read_report, report_at)
@require_safe
def report(request: HttpRequest, report: TrendReport) -> HttpResponse:
    """The report as a page, and for those who keep a draft what is to be done."""
    language, content = (get_language() or "ru")[:2], content_with_passages(report)
    whole: dict[str, Any] = document(content, language, fingerprint=report.fingerprint, is_demo=report.is_demo)
    for one in whole["outlooks"]:
        one["drawing"] = fan_of(one)
    keeps = rules.may_keep(request.user)
    context = {
        "report": report,
        "document": whole,
        "radar": radar_drawing(content, language),
        "files": names_of(report),
        "keeps": keeps,
        "passages": report.passages.all() if keeps and report.is_draft else [],
        "own": [one for one in report.passages.all() if one.author_id == request.user.pk and report.is_draft],
    }
    return render(request, "trends/report.html", context)


@decided_by(rules.may_keep, report_at)
@require_POST
def gather(request: UserRequest, report: TrendReport) -> HttpResponse:
    """Gathers the data of a draft anew."""
    carried_out(request, _("The data are gathered anew."), gather_again, report, today=timezone.localdate(), by=request.user)
    return redirect(report)


@decided_by(rules.may_keep, report_at)
def invite(request: UserRequest, report: TrendReport) -> HttpResponse:
    """Asks somebody to write on a chapter."""
    form = InviteForm(request.POST or None)
    if form.is_valid() and attempt(form, invite_author, report, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Invited. A letter with the link goes out."))
        return redirect(report)
    return render(request, "trends/invite.html", {"form": form, "report": report}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, report_at)
def publish(request: UserRequest, report: TrendReport) -> HttpResponse:
    """Asks once more, then freezes the report and makes it public."""
    if request.method == "POST":
        carried_out(request, _("The report is published."), publish_report, report, today=timezone.localdate(), by=request.user)
        return redirect(report)
    words = {
        "title": _("Publish the report of %(year)s") % {"year": report.year},
        "sentence": _("What it says is frozen for good: data, drawing and approved passages. Everybody can read it."),
        "verb": _("Publish"),
        "back": report.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", words)


@decided_by(rules.may_write, PASSAGES)
def passage(request: UserRequest, passage: Passage) -> HttpResponse:
    """One's words on a chapter: kept as a draft, or handed in."""
    form = PassageForm(request.POST or None, instance=passage)
    if form.is_valid():
        given = {"hand_in": "hand_in" in request.POST, "by": request.user}
        if attempt(form, write_passage, passage, **given, **form.cleaned_data) is not None:
            messages.success(request, _("Handed in; the office reads it.") if given["hand_in"] else _("Saved."))
            return redirect(passage)
    context = {"form": form, "passage": passage, "keeps": rules.may_keep(request.user)}
    return render(request, "trends/passage.html", context, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, PASSAGES)
@require_POST
def decide(request: UserRequest, passage: Passage) -> HttpResponse:
    """Approves a passage, sends it back, or takes the invitation back."""
    report = passage.report
    if request.POST.get("to") == "remove":
        carried_out(request, _("The invitation is taken back."), remove_passage, passage, by=request.user)
    else:
        done = _("The passage is approved.") if request.POST.get("to") == states.APPROVED else _("The passage is sent back.")
        carried_out(request, done, decide_passage, passage, request.POST.get("to", ""), by=request.user)
    return redirect(report)


def _file_at(year: int, name: str) -> tuple[TrendReport, str]:
    report = report_at(year)
    if name not in names_of(report):
        raise Http404
    return report, name


def _may_read_file(user: Any, found: tuple[TrendReport, str]) -> bool:
    return rules.may_read_report(user, found[0])


@decided_by(_may_read_file, _file_at)
@require_safe
def file(request: HttpRequest, found: tuple[TrendReport, str]) -> HttpResponse:
    """One file of the report."""
    report, name = found
    return attached(file_of(report, name), name)
