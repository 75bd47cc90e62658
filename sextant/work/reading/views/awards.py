"""Award lists for everybody; for those who keep them: lists, entries, files brought in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.reading import rules
from sextant.work.reading.actions.awards import put_import_aside, remove_entry, save_award, save_entry, start_import, take_import
from sextant.work.reading.forms.awards import AwardForm, AwardImportForm, EntryFilter, EntryForm, RowFilter, wished
from sextant.work.reading.models import AwardEntry, AwardImport, AwardList
from sextant.work.reading.queries.awards import awards_shown, entries_wanted
from sextant.work.reading.queries.tables import entries_table

RUNS = AwardImport.objects.select_related("list", "job", "by")
ENTRIES = AwardEntry.objects.select_related("list")


def award_at(code: str) -> AwardList:
    return get_object_or_404(AwardList, code=code)


@decided_by(anyone)
@require_safe
def awards(request: HttpRequest) -> HttpResponseBase:
    """All lists with their sources, and their books, narrowed; `?format=` downloads what is asked for."""
    keeper = rules.is_keeper(request.user)
    form = EntryFilter(request.GET or None, keeper=keeper)
    rows = entries_wanted(wished(form), keeper=keeper)
    if "format" in request.GET:
        return download(entries_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows), "keeper": keeper, "with_list": True}
    if part_wanted(request):
        return render(request, "reading/_entries.html", shown)
    return render(request, "reading/awards.html", {**shown, "awards": awards_shown(keeper=keeper)})


@decided_by(rules.may_see_award, award_at)
@require_safe
def award(request: HttpRequest, award: AwardList) -> HttpResponseBase:
    """One list: where it is from, on which terms, and its books."""
    keeper = rules.is_keeper(request.user)
    form = EntryFilter(request.GET or None, one_list=True)
    rows = entries_wanted(wished(form), keeper=keeper, award=award)
    if "format" in request.GET:
        return download(entries_table(rows, award.code), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows), "keeper": keeper, "award": award}
    if part_wanted(request):
        return render(request, "reading/_entries.html", shown)
    return render(request, "reading/award.html", {**shown, "runs": award.imports.select_related("by")[:10] if keeper else []})


def _edit_award(request: UserRequest, award: AwardList | None) -> HttpResponse:
    form = AwardForm(request.POST or None, instance=award)
    if form.is_valid():
        made = attempt(form, save_award, award, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The list is saved."))
            return redirect(made.get_absolute_url())
    return render(request, "reading/edit_award.html", {"form": form, "award": award}, status=400 if form.is_bound else 200)


@decided_by(rules.is_keeper)
def new_award(request: UserRequest) -> HttpResponse:
    """A list to be made."""
    return _edit_award(request, None)


@decided_by(rules.is_keeper, award_at)
def edit_award(request: UserRequest, award: AwardList) -> HttpResponse:
    """What is said of a list."""
    return _edit_award(request, award)


def _edit_entry(request: UserRequest, award: AwardList, entry: AwardEntry | None) -> HttpResponse:
    form = EntryForm(request.POST or None, instance=entry)
    if form.is_valid() and attempt(form, save_entry, award, entry, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The book is saved."))
        return redirect(award.get_absolute_url())
    return render(request, "reading/edit_entry.html", {"form": form, "award": award, "entry": entry}, status=400 if form.is_bound else 200)


@decided_by(rules.is_keeper, award_at)
def new_entry(request: UserRequest, award: AwardList) -> HttpResponse:
    """A book to be put on a list."""
    return _edit_entry(request, award, None)


@decided_by(rules.may_keep_entry, ENTRIES)
def edit_entry(request: UserRequest, entry: AwardEntry) -> HttpResponse:
    """A book of a list."""
    return _edit_entry(request, entry.list, entry)


@decided_by(rules.may_keep_entry, ENTRIES)
def drop_entry(request: UserRequest, entry: AwardEntry) -> HttpResponse:
    """Asks once, then takes the book off the list."""
    if request.method == "POST":
        carried_out(request, _("The book is off the list."), remove_entry, entry, by=request.user)
        return redirect(entry.list.get_absolute_url())
    asked = {
        "title": _("Take “%(title)s” off the list?") % {"title": entry.title},
        "sentence": _("Whoever compares a collection with this list will not find the book any more."),
        "verb": _("Take it off"),
        "danger": True,
        "back": entry.list.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.is_keeper, award_at)
def bring_file(request: UserRequest, award: AwardList) -> HttpResponse:
    """Takes a file; a job reads it, and nothing goes into the list before the preview was looked at."""
    form = AwardImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        made = attempt(form, start_import, award, by=request.user, **form.cleaned_data)
        if made is not None:
            return redirect(made.get_absolute_url())
    return render(request, "reading/bring_file.html", {"form": form, "award": award}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_import, RUNS)
@require_safe
def award_import(request: UserRequest, run: AwardImport) -> HttpResponse:
    """How a file fares: being read, its preview line by line, the report of what was taken."""
    part = bool(request.htmx) and "fate" not in request.GET  # type: ignore[attr-defined]
    if part and run.is_waiting:
        return render(request, "reading/_import_progress.html", {"run": run, "job": run.job})
    form = RowFilter(request.GET or None)
    wish: dict[str, Any] = wished(form)
    page = paged(request, run.rows.filter(**wish))
    if part_wanted(request) and not part:
        return render(request, "reading/_import_rows.html", {"run": run, "page": page})
    response = render(request, "reading/award_import.html", {"run": run, "job": run.job, "form": form, "page": page})
    if part:
        response["HX-Refresh"] = "true"
    return response


@decided_by(rules.may_keep_import, RUNS)
@require_POST
def take_file(request: UserRequest, run: AwardImport) -> HttpResponse:
    """Takes what was looked over into the list."""
    carried_out(request, _("The books are being taken into the list."), take_import, run, by=request.user)
    return redirect(run.get_absolute_url())


@decided_by(rules.may_keep_import, RUNS)
@require_POST
def put_aside(request: UserRequest, run: AwardImport) -> HttpResponse:
    """Takes nothing."""
    carried_out(request, _("The file is put aside; nothing was taken."), put_import_aside, run, by=request.user)
    return redirect(run.list.get_absolute_url())
