"""Entries written by hand: drafts, their lines and what they lack, posting, discarding, copies of earlier ones."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules, states
from sextant.society.ledger.actions.entries import discard_draft, post_entry
from sextant.society.ledger.actions.manual import save_and_post, save_draft
from sextant.society.ledger.forms.manual import EntryForm, EntryLines, initial_lines, missing, typed_rows
from sextant.society.ledger.models import Entry
from sextant.society.ledger.queries.manual import drafts, models, models_of
from sextant.society.members.forms.refusals import attempt, carried_out

WITH_LINES = Entry.objects.prefetch_related("lines")
DRAFTS = WITH_LINES.filter(state=states.DRAFT)


def _show(request: HttpRequest, entry: Entry | None, form: EntryForm, lines: EntryLines, status: int = 200) -> HttpResponse:
    template = "ledger/_manual_lines.html" if part_wanted(request) else "ledger/manual.html"
    shown: dict[str, Any] = {"entry": entry, "form": form, "lines": lines.forms, "count": len(lines.forms), "missing": missing(lines.lines())}
    shown |= {"any": bool(lines.lines()), "models": None if entry else models()}
    return render(request, template, shown, status=status)


def _written(request: HttpRequest, entry: Entry | None) -> HttpResponse:
    """What a button of the form asks for: `add`, `drop-2`, `check`, `save` or `post`."""
    do = request.POST.get("do", "save")
    drop = int(do[5:]) if do.startswith("drop-") and do[5:].isdigit() else None
    form, lines = EntryForm(request.POST), EntryLines(typed=typed_rows(request.POST, drop), more=1 if do == "add" else 0)
    if do not in ("save", "post"):
        lines.is_valid()
        return _show(request, entry, form, lines)
    whole = form.is_valid() and lines.is_valid()
    if whole:
        action = save_and_post if do == "post" else save_draft
        made = attempt(form, action, entry, lines=lines.lines(), by=request.user, **form.cleaned_data)
        if made is not None:
            posted = made.state == states.POSTED
            messages.success(request, _("Entry %(number)s is posted.") % {"number": made.shown_number} if posted else _("The draft is saved."))
            return redirect("ledger:entry" if posted else "ledger:draft", made.pk)
    return _show(request, entry, form, lines, 400)


@decided_by(rules.may_keep_books)
def new_entry(request: HttpRequest) -> HttpResponse:
    """A new entry; `?copy=` begins with the lines of an earlier one, `?like=` with those of a frequent kind."""
    if request.method == "POST":
        return _written(request, None)
    initial: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    copied = request.GET.get("copy", "")
    if copied.isdigit() and (known := WITH_LINES.filter(pk=copied).first()):
        initial, rows = {"memo": known.memo}, initial_lines(known)
    elif like := request.GET.get("like"):
        initial, rows = models_of(like)
    return _show(request, None, EntryForm(initial=initial), EntryLines(initial=rows))


@decided_by(rules.may_keep_books, DRAFTS)
def draft(request: HttpRequest, entry: Entry) -> HttpResponse:
    """A draft with what it lacks; it is changed and posted here."""
    if request.method == "POST":
        return _written(request, entry)
    rows = initial_lines(entry)
    form = EntryForm(initial={"day": entry.day, "memo": entry.memo})
    return _show(request, entry, form, EntryLines(typed=[{name: str(value or "") for name, value in row.items()} for row in rows]))


@decided_by(rules.may_keep_books, DRAFTS)
@require_POST
def post_draft(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Posts a draft as it stands."""
    if carried_out(request, _("The entry is posted."), post_entry, entry, by=request.user):
        return redirect("ledger:entry", entry.pk)
    return redirect("ledger:draft", entry.pk)


@decided_by(rules.may_keep_books, DRAFTS)
def discard(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Asks, then takes a draft away."""
    if request.method == "POST":
        carried_out(request, _("The draft is discarded."), discard_draft, entry, by=request.user)
        return redirect("ledger:drafts")
    words = {"title": _("Discard the draft “%(memo)s”?") % {"memo": entry.memo}, "verb": _("Discard"), "danger": True}
    words["sentence"] = _("Its lines go for good; it never had a number.")
    return render(request, "ui/confirm.html", words)


@decided_by(rules.may_see_books)
def drafts_list(request: HttpRequest) -> HttpResponse:
    """Drafts that wait to be posted, and the last entries made by hand."""
    shown = {"page": paged(request, drafts()), "models": models(), "may_keep": rules.may_keep_books(request.user)}
    return render(request, "ledger/drafts.html", shown)
