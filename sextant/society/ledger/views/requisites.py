"""The association's requisites and bank accounts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import decided_by
from sextant.society.ledger import rules
from sextant.society.ledger.actions.requisites import save_bank_account, save_payee
from sextant.society.ledger.forms.requisites import BankAccountForm, PayeeForm
from sextant.society.ledger.models import BankAccount, Payee
from sextant.society.members.forms.refusals import attempt


@decided_by(rules.may_keep_requisites)
def requisites(request: HttpRequest) -> HttpResponse:
    """How invoices name the association, and its bank accounts."""
    form = PayeeForm(request.POST or None, instance=Payee.objects.first())
    if form.is_valid() and attempt(form, save_payee, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The requisites are saved; invoices issued from now on carry them."))
        return redirect("ledger:requisites")
    shown = {"form": form, "accounts": BankAccount.objects.select_related("account")}
    return render(request, "ledger/requisites.html", shown, status=400 if form.is_bound else 200)


def _bank_account(request: HttpRequest, account: BankAccount | None) -> HttpResponse:
    form = BankAccountForm(request.POST or None, instance=account)
    if form.is_valid() and attempt(form, save_bank_account, account, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The bank account is saved."))
        return redirect("ledger:requisites")
    return render(request, "ledger/bank_account.html", {"form": form, "account": account}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_requisites)
def new_bank_account(request: HttpRequest) -> HttpResponse:
    return _bank_account(request, None)


@decided_by(rules.may_keep_requisites, BankAccount)
def edit_bank_account(request: HttpRequest, account: BankAccount) -> HttpResponse:
    return _bank_account(request, account)
