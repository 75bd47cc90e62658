"""Places and what belongs to them, for the manager."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by, ensure
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.advertising import rules
from sextant.work.advertising.actions import places as actions
from sextant.work.advertising.forms.places import ROWS, PlaceForm
from sextant.work.advertising.models import Place


@decided_by(rules.may_manage)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """All places, on sale or not."""
    return render(request, "advertising/places.html", {"places": Place.objects.all()})


@decided_by(rules.may_manage)
def new_place(request: UserRequest) -> HttpResponse:
    """Opens a place."""
    form = PlaceForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, actions.save_place, None, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The place is open. Give it a price before it is sold."))
            return redirect("advertising:edit_place", made.pk)
    return render(request, "advertising/new_place.html", {"form": form}, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, place: Place, **bound: Any) -> HttpResponse:
    wanted = [name for name in ROWS if name != "issue" or place.by_issue]
    sections = [
        ("price", _("Prices"), place.prices.all()),
        ("discount", _("Discounts"), place.discounts.all()),
        ("term", _("Terms of cancelling"), place.terms.all()),
        ("reach", _("Reach"), place.reach.all()),
        ("issue", _("Issues and events"), place.issues.all()),
    ]
    parts = [(what, title, rows, bound.get(what) or ROWS[what][0](prefix=what)) for what, title, rows in sections if what in wanted]
    form = bound.get("form") or PlaceForm(instance=place)
    return render(request, "advertising/edit_place.html", {"place": place, "form": form, "parts": parts}, status=400 if bound else 200)


@decided_by(rules.may_manage, Place)
def edit_place(request: UserRequest, place: Place) -> HttpResponse:
    """Changes a place; below stand its prices and what else belongs to it."""
    form = PlaceForm(request.POST or None, instance=place)
    if not form.is_bound:
        return _page(request, place)
    if form.is_valid() and attempt(form, actions.save_place, place, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The place is saved."))
        return redirect("advertising:edit_place", place.pk)
    return _page(request, place, form=form)


def place_and_kind(pk: int, what: str) -> tuple[Place, str]:
    """A place and the kind of row that is meant; 404 for a kind there is not."""
    if what not in ROWS:
        raise Http404
    return get_object_or_404(Place, pk=pk), what


def may_change(user: Any, found: tuple[Place, str]) -> bool:
    return rules.may_manage(user, found[0])


@decided_by(may_change, place_and_kind)
@require_POST
def add_row(request: UserRequest, found: tuple[Place, str]) -> HttpResponse:
    """Adds a price, a discount, a term, a figure of reach or an issue."""
    place, what = found
    form = ROWS[what][0](request.POST, prefix=what)
    if form.is_valid() and attempt(form, actions.add_row, place, form.row(), by=request.user) is not None:
        messages.success(request, _("It is added."))
        return redirect("advertising:edit_place", place.pk)
    return _page(request, place, **{what: form})


@decided_by(rules.may_manage)
@require_POST
def remove_row(request: UserRequest, pk: int, what: str, row: int) -> HttpResponse:
    """Takes such a row away."""
    place, what = place_and_kind(pk, what)
    ensure(rules.may_manage(request.user, place))
    carried_out(request, _("It is removed."), actions.remove_row, place, get_object_or_404(ROWS[what][1], pk=row, place=place), by=request.user)
    return redirect("advertising:edit_place", place.pk)
