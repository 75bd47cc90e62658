"""The chart of accounts, the funds and the programmes: lists, adding, changing, closing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.society.ledger import rules
from sextant.society.ledger.actions.accounts import close_account, close_fund, reopen_account, reopen_fund, save_programme
from sextant.society.ledger.actions.chart import save_account, save_fund
from sextant.society.ledger.forms.chart import AccountForm, FundClosingForm, FundForm, ProgrammeForm
from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.ledger.queries.holding_tables import accounts_table, funds_table, programmes_table
from sextant.society.ledger.queries.holdings import Holding, accounts_held, funds_held, programmes_held
from sextant.society.members.forms.refusals import attempt, carried_out

LISTS = {
    "chart": (accounts_held, accounts_table),
    "funds": (funds_held, funds_table),
    "programmes": (programmes_held, programmes_table),
}


def _listed(request: HttpRequest, name: str) -> HttpResponseBase:
    read, table = LISTS[name]
    rows: list[Holding] = read()
    if "format" in request.GET:
        return download(table(rows), request.GET["format"])
    return render(request, f"ledger/{name}.html", {"rows": rows, "may_keep": rules.may_keep_books(request.user)})


@decided_by(rules.may_see_books)
def chart(request: HttpRequest) -> HttpResponseBase:
    """The accounts with what stands on them."""
    return _listed(request, "chart")


@decided_by(rules.may_see_books)
def funds(request: HttpRequest) -> HttpResponseBase:
    """The funds with what they hold."""
    return _listed(request, "funds")


@decided_by(rules.may_see_books)
def programmes(request: HttpRequest) -> HttpResponseBase:
    """The programmes with what they earned less what they spent."""
    return _listed(request, "programmes")


def _account(request: HttpRequest, account: Account | None) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=account)
    known = Account.objects.get(pk=account.pk) if account else None
    if form.is_valid() and attempt(form, save_account, known, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The account is saved."))
        return redirect("ledger:chart")
    return render(request, "ledger/account.html", {"form": form, "account": known}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_books)
def new_account(request: HttpRequest) -> HttpResponse:
    return _account(request, None)


@decided_by(rules.may_keep_books, Account)
def edit_account(request: HttpRequest, account: Account) -> HttpResponse:
    return _account(request, account)


@decided_by(rules.may_keep_books, Account)
@require_POST
def shut_account(request: HttpRequest, account: Account) -> HttpResponse:
    """Closes an account, or opens a closed one again: each takes the other back."""
    if account.is_open:
        carried_out(request, _("The account is closed. It can be opened again on its page."), close_account, account, by=request.user)
    else:
        carried_out(request, _("The account is open again."), reopen_account, account, by=request.user)
    return redirect("ledger:edit_account", account.pk)


def _fund(request: HttpRequest, fund: Fund | None) -> HttpResponse:
    form = FundForm(request.POST or None, instance=fund)
    known = Fund.objects.get(pk=fund.pk) if fund else None
    if form.is_valid() and attempt(form, save_fund, known, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The fund is saved."))
        return redirect("ledger:funds")
    return render(request, "ledger/fund.html", {"form": form, "fund": known}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_books)
def new_fund(request: HttpRequest) -> HttpResponse:
    return _fund(request, None)


@decided_by(rules.may_keep_books, Fund)
def edit_fund(request: HttpRequest, fund: Fund) -> HttpResponse:
    return _fund(request, fund)


@decided_by(rules.may_keep_books, Fund)
def shut_fund(request: HttpRequest, fund: Fund) -> HttpResponse:
    """Asks for the last day and closes an empty fund; a closed one is opened again."""
    if fund.closed_on:
        if request.method == "POST":
            carried_out(request, _("The fund is open again."), reopen_fund, fund, by=request.user)
        return redirect("ledger:edit_fund", fund.pk)
    form = FundClosingForm(request.POST or None)
    if form.is_valid() and attempt(form, close_fund, fund, on=form.cleaned_data["on"], by=request.user) is not None:
        messages.success(request, _("The fund is closed. It can be opened again on its page."))
        return redirect("ledger:funds")
    words = {"title": _("Close the fund “%(fund)s”?") % {"fund": fund}, "verb": _("Close the fund"), "danger": True}
    words["sentence"] = _("A closed fund is offered nowhere any more; what was booked on it stays in the statements.")
    return render(request, "ui/confirm.html", {**words, "form": form}, status=400 if form.is_bound else 200)


def _programme(request: HttpRequest, programme: Programme | None) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, instance=programme)
    known = Programme.objects.get(pk=programme.pk) if programme else None
    if form.is_valid() and attempt(form, save_programme, known, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The programme is saved."))
        return redirect("ledger:programmes")
    return render(request, "ledger/programme.html", {"form": form, "programme": known}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_books)
def new_programme(request: HttpRequest) -> HttpResponse:
    return _programme(request, None)


@decided_by(rules.may_keep_books, Programme)
def edit_programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _programme(request, programme)
