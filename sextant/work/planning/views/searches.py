"""Searches that a person keeps, and stopping their letters without a log-in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.society.members.forms.refusals import attempt
from sextant.work.planning import rules
from sextant.work.planning.actions.searches import remove_search, save_search, stop_letters
from sextant.work.planning.forms.calls import SearchForm
from sextant.work.planning.models import SavedSearch
from sextant.work.planning.queries.searches import answers_with_reasons, search_of
from sextant.work.planning.views.pages import form_page

MOST = 100


@decided_by(logged_in)
def searches(request: HttpRequest) -> HttpResponse:
    """One's own searches."""
    user: Any = request.user
    return render(request, "planning/searches.html", {"searches": user.funding_searches.all()})


def _written(request: HttpRequest, search: SavedSearch | None) -> HttpResponse:
    form = SearchForm.of(search, request.POST or None)
    if form.is_valid():
        user: Any = request.user
        saved = attempt(form, save_search, search, user=user, **form.words())
        if saved is not None:
            return redirect("planning:search", saved.pk)
    return form_page(request, form, search.title if search else _("A search to keep"), reverse("planning:searches"))


@decided_by(logged_in)
def search_new(request: HttpRequest) -> HttpResponse:
    return _written(request, None)


@decided_by(rules.owns_search, SavedSearch)
def search_edit(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    return _written(request, search)


@decided_by(rules.owns_search, SavedSearch)
def search(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    """What answers now, each with why."""
    language = (get_language() or "ru")[:2]
    found = answers_with_reasons(search, timezone.localdate())
    rows = [(call, [said.sentence(language) for said in reasons]) for call, reasons in found[:MOST]]
    return render(request, "planning/search.html", {"search": search, "rows": rows, "count": len(found)})


@decided_by(rules.owns_search, SavedSearch)
@require_POST
def search_remove(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    user: Any = request.user
    remove_search(search, by=user)
    messages.success(request, _("The search is removed."))
    return redirect("planning:searches")


@decided_by(anyone)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From a letter, without a log-in: asks once, so that a mail program that follows links stops nothing."""
    search = search_of(token)
    if search is None:
        raise Http404
    if request.method == "POST":
        stop_letters(search, by=None)
        messages.success(request, _("There will be no more letters about this search."))
        return redirect("planning:calls")
    sentence = _("There will be no more letters about this search. It stays on your page, where letters can be switched on again.")
    return render(request, "ui/confirm.html", {"title": _("Stop these letters"), "sentence": sentence, "verb": _("Stop the letters")})
