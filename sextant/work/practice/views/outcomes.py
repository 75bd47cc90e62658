"""Recommendations and adoptions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Point
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.practice import rules, states
from sextant.work.practice.actions.outcomes import (
    approve_recommendation,
    confirm_adoption,
    declare_adoption,
    decline_adoption,
    return_recommendation,
    save_recommendation,
    submit_recommendation,
    withdraw_adoption,
)
from sextant.work.practice.forms.briefs import ReasonForm, RecommendationForm
from sextant.work.practice.forms.findings import RegionFilter
from sextant.work.practice.forms.pilots import AdoptionForm
from sextant.work.practice.models import Adoption, Finding, Recommendation
from sextant.work.practice.queries.lists import adoptions_by_region, adoptions_wanted
from sextant.work.practice.queries.path import standing_recommendation
from sextant.work.practice.queries.synthesis import synthesis_behind, synthesis_of
from sextant.work.practice.queries.tables import adoptions_table

RECOMMENDATIONS = Recommendation.objects.select_related("finding", "author", "approved_by").prefetch_related("writers")
ADOPTIONS = Adoption.objects.select_related("finding", "organisation__region", "declared_by")
FIELDS = ("verdict", "text_ru", "text_en", "conditions_ru", "conditions_en", "few_ru", "few_en")


def recommendation_page(request: HttpRequest, one: Recommendation, **bound: Any) -> HttpResponse:
    """One version with the pilots it stands on."""
    words = rules.words_for_recommendation(request.user, one)
    may = {target for target in states.RECOMMENDATION_MOVES[one.state] if may_move(states.RECOMMENDATION_MOVES, one.state, target, words)}
    own = rules.is_author(request.user, one)
    shown = {
        "recommendation": one,
        "finding": one.finding,
        "synthesis": synthesis_behind(one),
        "keeper": rules.is_keeper(request.user),
        "may_edit": one.state == states.DRAFT and rules.may_recommend(request.user, one.finding),
        "may_submit": states.SUBMITTED in may,
        "may_approve": states.APPROVED in may,
        "may_take_back": states.DRAFT in may and own,
        "may_adopt": one.state == states.APPROVED and one.verdict != Recommendation.Verdict.NOT and rules.may_adopt(request.user, one.finding),
        "return_form": ReasonForm() if states.DRAFT in may and not own else None,
        **bound,
    }
    return render(request, "practice/recommendation.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_recommendation, RECOMMENDATIONS)
@require_safe
def recommendation(request: HttpRequest, one: Recommendation) -> HttpResponse:
    """What is recommended, for whom, and on which pilots it stands."""
    return recommendation_page(request, one)


@decided_by(rules.may_recommend, Finding)
def write_recommendation(request: UserRequest, finding: Finding) -> HttpResponse:
    """The draft of the next version, beside the pilots there are."""
    found = synthesis_of(finding)
    begun = finding.recommendations.exclude(state=states.REPLACED).first()
    first = {name: getattr(begun, name) for name in FIELDS} if begun else {}
    form = RecommendationForm(request.POST or None, initial=first, too_few=found.too_few)
    if form.is_valid():
        made = attempt(form, save_recommendation, finding, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The draft is saved."))
            return redirect(made)
    shown = {"form": form, "finding": finding, "synthesis": found}
    return render(request, "practice/edit_recommendation.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_change_recommendation, RECOMMENDATIONS)
@require_POST
def submit(request: UserRequest, one: Recommendation) -> HttpResponse:
    """Hands it in for approval."""
    carried_out(request, _("The recommendation is handed in. Somebody else approves it."), submit_recommendation, one, by=request.user)
    return redirect(one)


@decided_by(rules.may_approve, RECOMMENDATIONS)
@require_POST
def approve(request: UserRequest, one: Recommendation) -> HttpResponse:
    """Approves it."""
    carried_out(request, _("The recommendation is approved and published."), approve_recommendation, one, by=request.user, on=timezone.localdate())
    return redirect(one)


@decided_by(rules.may_change_recommendation, RECOMMENDATIONS)
@require_POST
def send_back(request: UserRequest, one: Recommendation) -> HttpResponse:
    """Makes a draft of it again."""
    if rules.is_author(request.user, one):
        carried_out(request, _("The recommendation is a draft again."), return_recommendation, one, reason="", by=request.user)
        return redirect(one)
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, return_recommendation, one, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The recommendation went back."))
        return redirect(one)
    return recommendation_page(request, one, return_form=form)


@decided_by(anyone)
@require_safe
def adoptions(request: HttpRequest) -> HttpResponseBase:
    """Who has taken what up, and where; for those who keep the path also what is to be confirmed. `?format=` downloads the list."""
    form = RegionFilter(request.GET or None)
    rows = adoptions_wanted(form.wish())
    if "format" in request.GET:
        return download(adoptions_table(rows), request.GET["format"])
    shown: dict[str, Any] = {"form": form, "page": paged(request, rows)}
    if part_wanted(request):
        return render(request, "practice/_adoptions.html", shown)
    bars = [Point(name, number, f"{request.path}?region={key}") for name, key, number in adoptions_by_region()]
    shown["chart"] = bar_chart(bars, title=_("Adoptions by region")) if bars else None
    if rules.is_keeper(request.user):
        shown["waiting"] = [(one, rules.may_confirm_adoption(request.user, one)) for one in ADOPTIONS.filter(state=states.DECLARED)[:100]]
    return render(request, "practice/adoptions.html", shown)


@decided_by(rules.may_adopt, Finding)
def adopt(request: UserRequest, finding: Finding) -> HttpResponse:
    """Whoever acts for an organisation says that it has taken this up."""
    form, today = AdoptionForm(request.POST or None, keys=rules.represented(request.user)), timezone.localdate()
    if form.is_valid() and attempt(form, declare_adoption, finding, by=request.user, today=today, **form.cleaned_data) is not None:
        messages.success(request, _("Thank you. Once it is confirmed, your organisation stands on the public list."))
        return redirect(finding)
    shown = {"form": form, "finding": finding, "standing": standing_recommendation(finding)}
    return render(request, "practice/adopt.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_confirm_adoption, ADOPTIONS)
@require_POST
def confirm(request: UserRequest, adoption: Adoption) -> HttpResponse:
    """Confirms an adoption."""
    carried_out(request, _("The adoption is confirmed."), confirm_adoption, adoption, by=request.user, on=timezone.localdate())
    return redirect("practice:adoptions")


@decided_by(rules.may_confirm_adoption, ADOPTIONS)
def decline(request: UserRequest, adoption: Adoption) -> HttpResponse:
    """Does not confirm it, and says why."""
    form, today = ReasonForm(request.POST or None), timezone.localdate()
    if form.is_valid() and attempt(form, decline_adoption, adoption, reason=form.cleaned_data["reason"], by=request.user, on=today) is not None:
        messages.success(request, _("The adoption is not confirmed, and the organisation is told why."))
        return redirect("practice:adoptions")
    sentence = _("%(organisation)s says that it has taken up “%(title)s”.") % {"organisation": adoption.organisation, "title": adoption.finding}
    shown = {"title": _("Do not confirm the adoption?"), "sentence": sentence, "verb": _("Do not confirm it"), "danger": True, "form": form}
    return render(request, "ui/confirm.html", {**shown, "back": reverse("practice:adoptions")}, status=400 if form.is_bound else 200)


@decided_by(rules.may_withdraw_adoption, ADOPTIONS)
def withdraw(request: UserRequest, adoption: Adoption) -> HttpResponse:
    """Asks once, then takes the organisation off the list."""
    if request.method == "POST":
        carried_out(request, _("The adoption is withdrawn."), withdraw_adoption, adoption, by=request.user, on=timezone.localdate())
        return redirect(adoption.finding)
    sentence = _("%(organisation)s leaves the public list of “%(title)s”, and is not counted any more.")
    words = sentence % {"organisation": adoption.organisation, "title": adoption.finding}
    shown = {"title": _("Withdraw the adoption?"), "sentence": words, "verb": _("Withdraw it"), "danger": True}
    return render(request, "ui/confirm.html", {**shown, "back": adoption.finding.get_absolute_url()})
