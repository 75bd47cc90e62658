"""Concepts for those who curate them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.concepts.actions.concepts import add_concept, restore_concept, save_concept, withdraw_concept
from sextant.society.concepts.forms.curating import ConceptForm, WithdrawForm, first_values
from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.finding import choices
from sextant.society.concepts.rules import may_curate
from sextant.society.members.forms.refusals import attempt, carried_out


def _edit_page(request: HttpRequest, form: ConceptForm, concept: Concept | None = None) -> HttpResponse:
    shown = {"form": form, "concept": concept, "labels": [label for _code, label in choices()]}
    return render(request, "concepts/edit_concept.html", shown, status=400 if form.is_bound else 200)


@decided_by(may_curate)
def new_concept(request: UserRequest) -> HttpResponse:
    """Adds a concept; `?under=` names the broader one to begin with."""
    under = Concept.objects.living().filter(code=request.GET.get("under", "")).first()
    form = ConceptForm(request.POST or None, initial={"broader": [under] if under else []})
    if form.is_valid():
        made = attempt(form, add_concept, form.wish(), by=request.user)
        if made is not None:
            messages.success(request, _("The concept is added under the code %(code)s.") % {"code": made.code})
            return redirect(made)
    return _edit_page(request, form)


@decided_by(may_curate, Concept)
def edit_concept(request: UserRequest, concept: Concept) -> HttpResponse:
    """Changes a concept."""
    form = ConceptForm(request.POST or None, initial=first_values(concept))
    if form.is_valid() and attempt(form, save_concept, concept, form.wish(), seen=form.cleaned_data["seen"], by=request.user) is not None:
        messages.success(request, _("The concept is saved."))
        return redirect(concept)
    return _edit_page(request, form, concept)


@decided_by(may_curate, Concept)
def withdraw(request: UserRequest, concept: Concept) -> HttpResponse:
    """Asks, then takes the concept out of use."""
    form = WithdrawForm(request.POST or None)
    if form.is_valid() and attempt(form, withdraw_concept, concept, successor=form.cleaned_data["successor"], by=request.user) is not None:
        messages.success(request, _("The concept is withdrawn. Its code stays, and links to it lead on."))
        return redirect(concept)
    shown = {
        "title": _("Withdraw “%(name)s”?") % {"name": concept},
        "sentence": _(
            "It is no longer offered anywhere, and texts no longer land on it. What stands under it moves to the successor, or one step up."
        ),
        "verb": pgettext("concept", "Withdraw"),
        "danger": True,
        "form": form,
        "back": reverse("concepts:concept", args=[concept.code]),
    }
    return render(request, "ui/confirm.html", shown, status=400 if form.errors else 200)


@decided_by(may_curate, Concept)
def restore(request: UserRequest, concept: Concept) -> HttpResponse:
    """Asks, then takes a withdrawn concept into use again."""
    if request.method == "POST":
        carried_out(request, _("The concept is in use again."), restore_concept, concept, by=request.user)
        return redirect(concept)
    shown = {
        "title": _("Take “%(name)s” into use again?") % {"name": concept},
        "sentence": _("It stands where it stood, and texts land on it again."),
        "verb": _("Take into use again"),
        "back": reverse("concepts:concept", args=[concept.code]),
    }
    return render(request, "ui/confirm.html", shown)
