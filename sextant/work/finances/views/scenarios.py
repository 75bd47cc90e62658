"""What if: scenarios, made, compared, copied and deleted."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.ledger.models import Account
from sextant.society.members.forms.refusals import attempt
from sextant.work.finances import rules
from sextant.work.finances.actions import scenarios as actions
from sextant.work.finances.forms.scenarios import ChangeForm, ScenarioForm
from sextant.work.finances.models import Scenario, ScenarioChange
from sextant.work.finances.queries import books, scenarios
from sextant.work.finances.queries.runway import last_whole_month
from sextant.work.finances.queries.words import key_names


def _basis(rows: list[books.Moved], currency: str) -> scenarios.Basis | None:
    return scenarios.basis(rows, currency, last_whole_month(timezone.localdate()))


@decided_by(rules.may_see_finances)
def what_if(request: HttpRequest) -> HttpResponse:
    """All scenarios of a currency, and up to three of them beside how it is."""
    rows = books.moved()
    known = books.currencies(rows) or [books.HOME]
    currency = books.chosen_currency(request.GET.get("currency", ""), known)
    found = list(Scenario.objects.filter(currency=currency).prefetch_related("changes")[:200])
    wanted = request.GET.getlist("with")
    chosen = [one for one in found if str(one.pk) in wanted] if wanted else found[: scenarios.MOST]
    if len(chosen) > scenarios.MOST:
        messages.info(request, _("Three scenarios are compared at most; the first three of those chosen are shown."))
    base = _basis(rows, currency)
    lines = scenarios.lines(base, chosen[: scenarios.MOST]) if base else []
    shown = {
        "base": base,
        "lines": lines,
        "found": found,
        "chosen": {line.scenario.pk for line in lines if line.scenario},
        "chart": scenarios.paths_chart(lines, base) if base else None,
        "currencies": known,
        "currency": currency,
        "may_keep": rules.may_keep_finances(request.user),
    }
    return render(request, "finances/what_if.html", shown)


@decided_by(rules.may_keep_finances)
def make_scenario(request: UserRequest) -> HttpResponse:
    """A new scenario."""
    form = ScenarioForm(request.POST or None, currencies=books.currencies(books.moved()) or [books.HOME])
    if form.is_valid():
        made = attempt(form, actions.make_scenario, **form.cleaned_data, by=request.user)
        if made is not None:
            return redirect("finances:scenario", made.pk)
    return render(request, "finances/make_scenario.html", {"form": form}, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, scenario: Scenario, form: ChangeForm) -> HttpResponse:
    base, names = _basis(books.moved(), scenario.currency), key_names()
    shown: dict[str, Any] = {"scenario": scenario, "base": base, "form": form, "may_keep": rules.may_keep_finances(request.user)}
    shown["changes"] = [(one, scenarios.change_in_words(one, names, scenario.currency)) for one in scenario.changes.all()]
    if base:
        lines = scenarios.lines(base, [scenario])
        accounts = dict(Account.objects.values_list("code", "pk"))
        shown |= {"lines": lines, "chart": scenarios.paths_chart(lines, base), "parts": scenarios.parts(base, lines[1].path, names, accounts)}
    return render(request, "finances/scenario.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_see_finances, Scenario.objects.prefetch_related("changes"))
def scenario(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """One scenario: its changes, its path beside how it is, and what each stream and cost adds."""
    return _page(request, scenario, ChangeForm(scenario=scenario))


@decided_by(rules.may_keep_finances, Scenario.objects.prefetch_related("changes"))
def add_change(request: UserRequest, scenario: Scenario) -> HttpResponse:
    """Adds a change to a scenario."""
    form = ChangeForm(request.POST or None, scenario=scenario)
    if form.is_valid() and attempt(form, actions.add_change, scenario, **form.fields_of_change(), by=request.user) is not None:
        messages.success(request, _("The change is added."))
        return redirect("finances:scenario", scenario.pk)
    return _page(request, scenario, form)


@decided_by(rules.may_keep_finances, ScenarioChange.objects.select_related("scenario"))
@require_POST
def remove_change(request: UserRequest, change: ScenarioChange) -> HttpResponse:
    """Takes a change out of its scenario."""
    pk = change.scenario_id
    actions.remove_change(change, by=request.user)
    messages.success(request, _("The change is taken out."))
    return redirect("finances:scenario", pk)


@decided_by(rules.may_keep_finances, Scenario)
@require_POST
def copy_scenario(request: UserRequest, scenario: Scenario) -> HttpResponse:
    """Copies a scenario with its changes, to go on from."""
    return redirect("finances:scenario", actions.copy_scenario(scenario, by=request.user).pk)


@decided_by(rules.may_keep_finances, Scenario)
def delete_scenario(request: UserRequest, scenario: Scenario) -> HttpResponse:
    """Asks, then deletes."""
    if request.method == "POST":
        actions.delete_scenario(scenario, by=request.user)
        messages.success(request, _("The scenario is deleted."))
        return redirect("finances:what_if")
    shown = {
        "title": _("Delete the scenario?"),
        "sentence": _("“%(name)s” and its changes go; the books stay as they are.") % {"name": scenario.name},
        "verb": _("Delete"),
        "danger": True,
        "back": reverse("finances:scenario", args=[scenario.pk]),
    }
    return render(request, "ui/confirm.html", shown)
