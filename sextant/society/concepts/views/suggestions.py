"""Suggestions for those who curate: a list, one after another, and files to look through."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.concepts import states
from sextant.society.concepts.actions.suggestions import accept_concept, accept_synonym, bring_texts, refuse_suggestion, undo_decision
from sextant.society.concepts.forms.suggestions import NewConceptForm, RefuseForm, SuggestionFilter, SynonymForm, TextFileForm, forms_for
from sextant.society.concepts.models import Suggestion, TextFile
from sextant.society.concepts.queries.suggestions import last_decided_by, near_concepts, next_after, suggestions_wanted, tally
from sextant.society.concepts.queries.tables import suggestions_table
from sextant.society.concepts.rules import may_curate
from sextant.society.members.forms.refusals import attempt, carried_out

WITH_CONCEPT = Suggestion.objects.select_related("concept", "decided_by")
LARGEST = 10_000_001


@decided_by(may_curate)
@require_safe
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """The list, at first of those that wait; `?format=` downloads what is on screen."""
    form = SuggestionFilter(request.GET or None, initial={"state": states.SUGGESTED})
    rows = suggestions_wanted(*form.wish())
    if "format" in request.GET:
        return download(suggestions_table(rows), request.GET["format"])
    shown: dict[str, Any] = {"form": form, "page": paged(request, rows)}
    if part_wanted(request):
        return render(request, "concepts/_suggestions.html", shown)
    files = TextFile.objects.select_related("job", "by")[:5]
    return render(
        request, "concepts/suggestions.html", {**shown, "tally": tally(), "first": next_after(None), "files": files, "file_form": TextFileForm()}
    )


def _page(request: HttpRequest, suggestion: Suggestion, **bound: forms.Form) -> HttpResponse:
    near = near_concepts(suggestion)
    shown = {
        "suggestion": suggestion,
        "near": near,
        "forms": forms_for(suggestion, near, **bound),
        "following": next_after(suggestion),
        "last": last_decided_by(request.user),
        "tally": tally(),
    }
    return render(request, "concepts/suggestion.html", shown, status=400 if bound else 200)


@decided_by(may_curate, WITH_CONCEPT)
@require_safe
def suggestion(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    """One suggestion with what speaks for it, and the three ways to decide."""
    return _page(request, suggestion)


def _onward(request: HttpRequest, suggestion: Suggestion, sentence: str) -> HttpResponse:
    """To the next one that waits, or to the list."""
    messages.success(request, sentence % {"term": suggestion.term})
    following = next_after(suggestion)
    return redirect("concepts:suggestion", following.pk) if following else redirect("concepts:suggestions")


def _decided(request: UserRequest, suggestion: Suggestion, name: str, form: forms.Form, action: Callable[..., Any], sentence: str) -> HttpResponse:
    if form.is_valid() and attempt(form, action, suggestion, by=request.user, **form.cleaned_data) is not None:
        return _onward(request, suggestion, sentence)
    return _page(request, suggestion, **{name: form})


@decided_by(may_curate, WITH_CONCEPT)
@require_POST
def accept_as_synonym(request: UserRequest, suggestion: Suggestion) -> HttpResponse:
    """The term becomes a synonym."""
    form = SynonymForm(request.POST, prefix="synonym")
    return _decided(request, suggestion, "synonym", form, accept_synonym, _("“%(term)s” is a synonym now."))


@decided_by(may_curate, WITH_CONCEPT)
@require_POST
def accept_as_concept(request: UserRequest, suggestion: Suggestion) -> HttpResponse:
    """The term becomes a concept."""
    form = NewConceptForm(request.POST, prefix="new")
    return _decided(request, suggestion, "new", form, accept_concept, _("“%(term)s” is a concept now."))


@decided_by(may_curate, WITH_CONCEPT)
@require_POST
def refuse(request: UserRequest, suggestion: Suggestion) -> HttpResponse:
    """The term is no concept."""
    form = RefuseForm(request.POST, prefix="refuse")
    return _decided(request, suggestion, "refuse", form, refuse_suggestion, _("“%(term)s” is refused and is not suggested again."))


@decided_by(may_curate, WITH_CONCEPT)
@require_POST
def undo(request: UserRequest, suggestion: Suggestion) -> HttpResponse:
    """Takes a decision back; the suggestion waits again."""
    carried_out(request, _("The decision is undone; the suggestion waits again."), undo_decision, suggestion, by=request.user)
    return redirect("concepts:suggestion", suggestion.pk)


@decided_by(may_curate)
@require_POST
def bring(request: UserRequest) -> HttpResponse:
    """Takes a file and has terms looked for in it."""
    form = TextFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        given = {"content": file.read(LARGEST), "file_name": file.name, "kind": form.cleaned_data["kind"], "least": form.cleaned_data["least"]}
        work = attempt(form, bring_texts, by=request.user, **given)
        if work is not None:
            return redirect("jobs:detail", work.job_id)
    shown = {
        "form": SuggestionFilter(initial={"state": states.SUGGESTED}),
        "page": paged(request, suggestions_wanted(states.SUGGESTED, "", "")),
        "tally": tally(),
        "file_form": form,
    }
    return render(
        request, "concepts/suggestions.html", {**shown, "first": next_after(None), "files": TextFile.objects.select_related("job")[:5]}, status=400
    )
