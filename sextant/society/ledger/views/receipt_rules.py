"""Rules of fiscal receipts: the list, one rule with its history, a lawyer's check."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger import rules
from sextant.society.ledger.actions.receipt_rules import check_receipt_rule, save_receipt_rule
from sextant.society.ledger.forms.receipt_rules import CheckForm, RuleFilter, RuleForm
from sextant.society.ledger.models import ReceiptRule
from sextant.society.ledger.queries.receipt_rules import rules_table, rules_wanted
from sextant.society.members.forms.refusals import attempt


@decided_by(rules.may_see_receipt_rules)
def receipt_rules(request: HttpRequest) -> HttpResponseBase:
    """The rules with their filters."""
    form = RuleFilter(request.GET or None)
    rows = rules_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(rules_table(rows), request.GET["format"])
    template = "ledger/_receipt_rules.html" if part_wanted(request) else "ledger/receipt_rules.html"
    return render(request, template, {"form": form, "page": paged(request, rows), "may_keep": rules.may_keep_books(request.user)})


def _page(request: HttpRequest, rule: ReceiptRule | None, form: RuleForm, check: CheckForm) -> HttpResponse:
    bound = form.is_bound or check.is_bound
    return render(request, "ledger/receipt_rule.html", {"form": form, "rule": rule, "check": check}, status=400 if bound else 200)


def _rule(request: HttpRequest, rule: ReceiptRule | None) -> HttpResponse:
    form = RuleForm(request.POST or None, instance=rule)
    known = ReceiptRule.objects.get(pk=rule.pk) if rule else None
    if form.is_valid():
        kept = attempt(form, save_receipt_rule, known, by=request.user, **form.cleaned_data)
        if kept is not None:
            messages.success(request, _("The rule is saved."))
            return redirect("ledger:receipt_rule", kept.pk)
    return _page(request, known, form, CheckForm())


@decided_by(rules.may_keep_books)
def new_receipt_rule(request: HttpRequest) -> HttpResponse:
    return _rule(request, None)


@decided_by(rules.may_keep_books, ReceiptRule)
def receipt_rule(request: HttpRequest, rule: ReceiptRule) -> HttpResponse:
    return _rule(request, rule)


@decided_by(rules.may_keep_books, ReceiptRule)
@require_POST
def check_rule(request: HttpRequest, rule: ReceiptRule) -> HttpResponse:
    """Keeps a lawyer's check."""
    check = CheckForm(request.POST)
    if check.is_valid() and attempt(check, check_receipt_rule, rule, by=request.user, **check.cleaned_data) is not None:
        messages.success(request, _("The check is kept."))
        return redirect("ledger:receipt_rule", rule.pk)
    return _page(request, rule, RuleForm(instance=rule), check)
