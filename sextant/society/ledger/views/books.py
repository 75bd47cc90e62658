"""The books: trial balance, the lines behind every figure, one entry, closing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.keyset import keyset_page
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules
from sextant.society.ledger.actions.closing import close_books, reopen_books
from sextant.society.ledger.actions.entries import reverse_entry
from sextant.society.ledger.forms.books import BalanceForm, ClosingForm, LinesForm, ReopeningForm, ReverseForm
from sextant.society.ledger.models import Books, Closing, Entry
from sextant.society.ledger.queries.line_pages import LinePages
from sextant.society.ledger.queries.tables import lines_table, lines_wanted, trial_balance, trial_table
from sextant.society.members.forms.refusals import attempt

WITH_BOTH = Entry.objects.select_related("reverses", "reversed_by", "posted_by")


@decided_by(rules.may_see_books)
def books(request: HttpRequest) -> HttpResponseBase:
    """The trial balance at a day, of all funds or of one; every figure opens to its lines."""
    form = BalanceForm(request.GET or None)
    on, fund = form.wish() if form.is_bound else (timezone.localdate(), None)
    rows, totals = trial_balance(on, fund)
    if "format" in request.GET:
        return download(trial_table(rows), request.GET["format"])
    template = "ledger/_trial.html" if part_wanted(request) else "ledger/books.html"
    return render(request, template, {"form": form, "rows": rows, "totals": totals, "on": on, "fund": fund, "closed": Books.objects.first()})


@decided_by(rules.may_see_books)
def lines(request: HttpRequest) -> HttpResponseBase:
    """The posted lines behind a figure."""
    form = LinesForm(request.GET or None)
    wish = form.wish() if form.is_bound else {}
    if "format" in request.GET:
        return download(lines_table(lines_wanted(wish)), request.GET["format"])
    pages, currency = LinePages(wish), wish.get("currency", "").upper()
    moved = pages.total()
    shown = {"form": form, "page": keyset_page(request, pages.keyset(moved.lines if moved else None)), "narrowed": form.narrowed()}
    shown |= {"total": moved.net_minor if moved and currency else None, "currency": currency}
    return render(request, "ledger/_lines.html" if part_wanted(request) else "ledger/lines.html", shown)


@decided_by(rules.may_see_books, WITH_BOTH)
def entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One entry with its lines."""
    return _entry_page(request, entry, ReverseForm())


def _entry_page(request: HttpRequest, entry: Entry, form: ReverseForm) -> HttpResponse:
    shown = {"entry": entry, "lines": entry.lines.select_related("account", "fund", "programme"), "form": form}
    shown |= {"may_reverse": rules.may_keep_books(request.user) and not hasattr(entry, "reversed_by") and not entry.reverses_id}
    shown["may_keep"] = rules.may_keep_books(request.user)
    return render(request, "ledger/entry.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_books, WITH_BOTH)
def reverse(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Reverses an entry today, for a reason."""
    form = ReverseForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, reverse_entry, entry, day=timezone.localdate(), reason=form.cleaned_data["reason"], by=request.user)
        if made is not None:
            messages.success(request, _("The entry is reversed."))
            return redirect("ledger:entry", made.pk)
    return _entry_page(request, entry, form)


def _closing_page(request: HttpRequest, form: ClosingForm, again: ReopeningForm) -> HttpResponse:
    shown = {"form": form, "again": again, "books": Books.objects.first(), "closings": Closing.objects.select_related("by")[:50]}
    return render(request, "ledger/closing.html", shown, status=400 if form.is_bound or again.is_bound else 200)


@decided_by(rules.may_close_books)
def closing(request: HttpRequest) -> HttpResponse:
    """Closes the books through a day."""
    form = ClosingForm(request.POST or None)
    if form.is_valid() and attempt(form, close_books, until=form.cleaned_data["until"], by=request.user) is not None:
        messages.success(request, _("The books are closed."))
        return redirect("ledger:closing")
    return _closing_page(request, form, ReopeningForm())


@decided_by(rules.may_close_books)
def reopen(request: HttpRequest) -> HttpResponse:
    """Opens closed books again, for a reason."""
    form = ReopeningForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        if attempt(form, reopen_books, until=given["until"], reason=given["reason"], by=request.user) is not None:
            messages.success(request, _("The books are open again."))
            return redirect("ledger:closing")
    return _closing_page(request, ClosingForm(), form)
