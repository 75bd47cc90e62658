"""The back office of the report: opening, counting, writing, agreeing, publishing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.base.permissions.pages import decided_by, ensure
from sextant.front.report import actions, queries, rules, states
from sextant.front.report.forms import ForewordForm, OpenForm, WordsForm
from sextant.front.report.models import Report, Words
from sextant.society.agenda.models import Agenda


def _refused(request: UserRequest, refusal: ValidationError) -> None:
    messages.error(request, " ".join(refusal.messages))


@decided_by(rules.may_open_report)
@require_http_methods(["GET", "POST"])
def open_report(request: UserRequest) -> HttpResponse:
    """Opens a year's report and begins to count it."""
    form = OpenForm(request.POST or None)
    agenda = Agenda.objects.filter(is_current=True).first()
    if form.is_valid() and agenda is not None:
        report = actions.open_report(agenda=agenda, year=form.cleaned_data["year"], by=request.user)
        after_commit("report.freeze", by=request.user, report_id=report.pk, user_id=request.user.pk)
        messages.success(request, _("The report is open and its figures are being counted."))
        return redirect("report:desk", year=report.year)
    return render(request, "report/open.html", {"form": form, "agenda": agenda})


def _moves(user: Any, report: Report) -> list[states.Move]:
    allowed = {states.PUBLISHED: rules.may_publish, states.WITHDRAWN: rules.may_withdraw}
    return [move for move in states.moves_from(states.REPORT_MOVES, report.state) if allowed.get(move.target, rules.may_edit)(user, report)]


@decided_by(rules.may_see_desk, queries.open_report_of_year)
@require_safe
def desk(request: UserRequest, report: Report) -> HttpResponse:
    """The working table of a report: figures, words, and what is left to do."""
    counting = Job.objects.filter(name="report.freeze", args__report_id=report.pk).first()
    words = [(item, rules.may_write_words(request.user, item)) for item in report.words.select_related("direction", "author", "report")]
    content = {
        "report": report,
        "words": words,
        "counting": counting,
        "moves": _moves(request.user, report),
        "may_edit": rules.may_edit(request.user, report),
    }
    content["known"] = report.figures.filter(status="ok").count()
    content["total"] = report.figures.count()
    return render(request, "report/desk.html", content)


@decided_by(rules.may_edit, queries.open_report_of_year)
@require_POST
def count(request: UserRequest, report: Report) -> HttpResponse:
    """Counts the figures again as a job."""
    after_commit("report.freeze", by=request.user, report_id=report.pk, user_id=request.user.pk)
    messages.info(request, _("The figures are being counted again."))
    return redirect("report:desk", year=report.year)


@decided_by(rules.may_edit, queries.open_report_of_year)
@require_http_methods(["GET", "POST"])
def foreword(request: UserRequest, report: Report) -> HttpResponse:
    """Writes the title and the foreword."""
    form = ForewordForm(request.POST or None, instance=report)
    if form.is_valid():
        actions.edit_foreword(Report.objects.get(pk=report.pk), **form.cleaned_data, by=request.user)
        return redirect("report:desk", year=report.year)
    return render(request, "report/foreword.html", {"report": report, "form": form})


@decided_by(rules.may_write_words, queries.words_of)
@require_http_methods(["GET", "POST"])
def write_words(request: UserRequest, words: Words) -> HttpResponse:
    """Writes the words of a direction beside its figures."""
    form = WordsForm(request.POST or None, instance=words)
    if form.is_valid():
        actions.write_words(queries.words_of(words.report.year, words.direction.code), **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved as a draft."))
        return redirect("report:desk", year=words.report.year)
    figures = words.report.figures.filter(direction_code=words.direction.code).select_related("indicator")
    return render(request, "report/words.html", {"words": words, "report": words.report, "form": form, "figures": figures})


@decided_by(rules.may_move_words, queries.words_of)
@require_POST
def move_words(request: UserRequest, words: Words) -> HttpResponse:
    """Hands in, agrees or reopens a direction's words."""
    target = request.POST.get("to", "")
    ensure(target == states.REVIEW or rules.is_editor(request.user))
    try:
        actions.move_words(words, target, by=request.user)
    except ValidationError as refusal:
        _refused(request, refusal)
    return redirect("report:desk", year=words.report.year)


@decided_by(rules.may_move_report, queries.open_report_of_year)
@require_http_methods(["GET", "POST"])
def move_report(request: UserRequest, report: Report) -> HttpResponse:
    """Moves the report along its states; publishing and withdrawing are asked about first."""
    target = request.POST.get("to") or request.GET.get("to", "")
    ensure(target in {move.target for move in _moves(request.user, report)})
    if request.method == "GET":
        return render(request, "report/move.html", {"report": report, "target": target})
    try:
        actions.move_report(report, target, by=request.user)
    except ValidationError as refusal:
        _refused(request, refusal)
        return redirect("report:desk", year=report.year)
    messages.success(request, _("Done."))
    return redirect("report:desk" if target != states.PUBLISHED else "report:read", year=report.year)
