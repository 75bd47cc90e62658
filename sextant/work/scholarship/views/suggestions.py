"""Suggested topics, and the rules of the register."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.scholarship import rules, states
from sextant.work.scholarship.actions.suggestions import offer_topic, save_rules, withdraw_topic
from sextant.work.scholarship.forms.dissertations import RulesForm, SuggestionForm
from sextant.work.scholarship.models import RegisterRules, TopicSuggestion

WITH_ALL = TopicSuggestion.objects.select_related("taken_by__school").prefetch_related("concepts", "taken_by__supervisions")
STATES = (states.OFFERED, states.TAKEN, states.WITHDRAWN)


@decided_by(anyone)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Free topics with their reasons; `?state=taken` those that were taken, and for who keeps the register those off the list."""
    keeps, state = rules.may_keep_register(request.user), request.GET.get("state", "")
    known = STATES if keeps else STATES[:2]
    rows = WITH_ALL.filter(state=state if state in known else states.OFFERED)
    shown = {"page": paged(request, rows, 20), "keeps": keeps, "registers": rules.may_register(request.user)}
    return render(request, "scholarship/topics.html", shown)


@decided_by(rules.may_see_suggestion, WITH_ALL)
@require_safe
def suggestion(request: HttpRequest, one: TopicSuggestion) -> HttpResponse:
    """One suggested topic."""
    shown = {
        "suggestion": one,
        "keeps": rules.may_keep_register(request.user),
        "registers": rules.may_register(request.user),
        "sees": one.taken_by is not None and rules.may_see(request.user, one.taken_by),
    }
    return render(request, "scholarship/suggestion.html", shown)


def _form(request: UserRequest, one: TopicSuggestion | None) -> HttpResponse:
    form = SuggestionForm(request.POST or None, instance=one)
    if form.is_valid():
        saved = attempt(form, offer_topic, one, today=timezone.localdate(), by=request.user, **form.cleaned_data)
        if saved is not None:
            messages.success(request, _("The topic is on the list."))
            return redirect("scholarship:suggestion", saved.pk)
    return render(request, "scholarship/edit_suggestion.html", {"form": form, "suggestion": one}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_register)
def offer(request: UserRequest) -> HttpResponse:
    """Offers a topic."""
    return _form(request, None)


@decided_by(rules.may_keep_register, WITH_ALL)
def edit(request: UserRequest, one: TopicSuggestion) -> HttpResponse:
    """Changes a topic on the list."""
    return _form(request, one)


@decided_by(rules.may_keep_register, WITH_ALL)
@require_POST
def withdraw(request: UserRequest, one: TopicSuggestion) -> HttpResponse:
    """Takes a free topic off the list."""
    carried_out(request, _("The topic is off the list."), withdraw_topic, one, by=request.user)
    return redirect("scholarship:topics")


@decided_by(rules.is_office)
def register_rules(request: UserRequest) -> HttpResponse:
    """Whose officers keep the register beside the office."""
    form = RulesForm(request.POST or None, instance=RegisterRules.objects.filter(pk=1).first() or RegisterRules(pk=1))
    if form.is_valid() and attempt(form, save_rules, section=form.cleaned_data["section"], by=request.user) is not None:
        messages.success(request, _("Saved."))
        return redirect("scholarship:rules")
    return render(request, "scholarship/rules.html", {"form": form}, status=400 if form.is_bound else 200)
