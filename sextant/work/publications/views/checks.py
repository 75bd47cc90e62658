"""A check: how it fares, its verdict, its findings, its pages one can leaf through, its reports, and what the publisher answers."""

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.publications import rules
from sextant.work.publications.actions import checks as keeping
from sextant.work.publications.actions import marks as answering
from sextant.work.publications.forms.books import FindingsFilter, WordsForm
from sextant.work.publications.models import Answer, Check, Finding
from sextant.work.publications.queries.books import file_beside, findings_wanted, in_words, page_shown, rules_of, shut_pages

CHECKS = Check.objects.select_related("book__publisher", "job", "by")
COLUMNS = (
    Column("rule", pgettext_lazy("norm", "Rule"), lambda one: one.rule),
    Column("verdict", _("Verdict"), lambda one: one.verdict),
    Column("page", _("Page"), lambda one: one.page),
    Column("value", _("Found"), lambda one: one.value),
    Column("required", _("Required"), lambda one: one.required),
    Column("unit", _("Unit"), lambda one: one.unit),
    Column("said", _("In words"), lambda one: one.said),
    Column("source", _("Source"), lambda one: one.source),
    Column("verified", _("Verified row"), lambda one: one.verified),
    Column("decides", _("Decides"), lambda one: one.decides),
)
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}


def _check_page(request: UserRequest, check: Check, **bound: object) -> HttpResponseBase:
    form = FindingsFilter(request.GET or None)
    rows = findings_wanted(check, form.wish())
    if "format" in request.GET:
        return download(Table(f"findings-{check.pk}", COLUMNS, rows), request.GET["format"])
    deciding, beside = rules_of(check)
    shown = {
        "check": check,
        "book": check.book,
        "form": form,
        "page": paged(request, rows, 25),
        "asked": bool(form.wish()),
        "rules": deciding,
        "beside": beside,
        "reasons": in_words(check.reasons),
        "by_eye": in_words(check.by_eye),
        "shut": shut_pages(check),
        "epub": _epub(check),
        "level": {**check.level, "values": in_words(check.level["values"])} if check.level else {},
        "versions": check.versions.select_related("pack").order_by("pack__code"),
        "answers": check.answers.select_related("by", "replied_by", "finding"),
        "answer_form": WordsForm() if rules.may_answer(request.user, check) else None,
        "replies": rules.is_keeper(request.user),
        "may_mark": rules.may_give_mark(request.user, check) and not hasattr(check, "mark"),
        "languages": ("ru", "en"),
        **bound,
    }
    part = part_wanted(request)
    return render(request, "publications/_findings.html" if part else "publications/check.html", shown, status=400 if bound else 200)


def _epub(check: Check) -> dict[str, object]:
    """What EPUB Accessibility says: verdict, and what is not met."""
    if not check.epub:
        return {}
    rows = [one for one in in_words(check.epub["findings"]) if one["verdict"] != "pass"]
    return {"verdict": check.epub["verdict"], "rows": sorted(rows, key=lambda one: (one["level"] != "must", one["verdict"] != "fail"))}


@decided_by(rules.may_see_check, CHECKS)
@require_safe
def check(request: UserRequest, check: Check) -> HttpResponseBase:
    """How the check fares; then verdict and findings with their filters. `?format=` downloads the findings on the screen."""
    if check.is_waiting or not check.outcome:
        return render(
            request, "publications/_progress.html" if part_wanted(request) else "publications/check.html", {"check": check, "book": check.book}
        )
    if request.htmx and request.GET.get("waiting"):  # type: ignore[attr-defined]
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return _check_page(request, check)


@decided_by(rules.may_stop_check, CHECKS)
@require_POST
def stop_check(request: UserRequest, check: Check) -> HttpResponse:
    """Stops a check."""
    carried_out(request, _("The check is being stopped."), keeping.stop_check, check, by=request.user)
    return redirect(check)


def page_at(pk: int, number: int) -> Check:
    check: Check = get_object_or_404(CHECKS, pk=pk)
    check.wanted_page = number  # type: ignore[attr-defined]
    return check


@decided_by(rules.may_see_check, page_at)
@require_safe
def page(request: UserRequest, check: Check) -> HttpResponse:
    """One page of the book with its findings marked."""
    shown = page_shown(check, check.wanted_page)  # type: ignore[attr-defined]
    if shown is None:
        raise Http404
    return render(request, "publications/page.html", {"check": check, "book": check.book, "shown": shown})


@decided_by(rules.may_see_check, page_at)
@require_safe
def picture(request: UserRequest, check: Check) -> HttpResponseBase:
    """The picture of a page."""
    return _answered(check, f"page-{check.wanted_page}.png", "image/png")  # type: ignore[attr-defined]


def report_at(pk: int, name: str) -> Check:
    check: Check = get_object_or_404(CHECKS, pk=pk)
    if name not in check.reports:
        raise Http404
    check.wanted_report = name  # type: ignore[attr-defined]
    return check


@decided_by(rules.may_see_check, report_at)
@require_safe
def report(request: UserRequest, check: Check) -> HttpResponseBase:
    """A report: HTML is handed out as a file, for its style is its own."""
    name = check.wanted_report  # type: ignore[attr-defined]
    response = _answered(check, name, TYPES[name.rsplit(".", 1)[1]])
    response["Content-Disposition"] = f'attachment; filename="{check.book_id}-{check.number}-{name}"'
    return response


def _answered(check: Check, name: str, kind: str) -> FileResponse:
    opened = file_beside(check, name)
    if opened is None:
        raise Http404
    response = FileResponse(opened, content_type=kind)
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _finding_asked(check: Check, place: str) -> Finding | None:
    return check.findings.filter(place=int(place)).first() if place.isdecimal() and len(place) < 9 else None


@decided_by(rules.may_answer, CHECKS)
@require_POST
def answer(request: UserRequest, check: Check) -> HttpResponseBase:
    """Keeps what the publisher says, to the whole check or to one finding (`finding`, its number in the list)."""
    form = WordsForm(request.POST)
    finding = _finding_asked(check, request.POST.get("finding", ""))
    if (
        form.is_valid()
        and attempt(form, answering.answer_check, check, words=form.cleaned_data["words"], finding=finding, by=request.user) is not None
    ):
        return redirect(f"{check.get_absolute_url()}#answers")
    return _check_page(request, check, answer_form=form)


@decided_by(rules.may_reply, Answer.objects.select_related("check_made__book__publisher", "by"))
def reply(request: UserRequest, answer: Answer) -> HttpResponse:
    """Shows the answer, and keeps the reply."""
    form = WordsForm(request.POST or None)
    form.fields["words"].label = _("Reply")
    if request.method == "POST" and form.is_valid():
        if attempt(form, answering.reply_to_answer, answer, words=form.cleaned_data["words"], by=request.user) is not None:
            return redirect(f"{answer.check_made.get_absolute_url()}#answers")
    shown = {"answer": answer, "form": form, "check": answer.check_made, "book": answer.check_made.book, "language": get_language()}
    return render(request, "publications/reply.html", shown, status=400 if form.errors else 200)
