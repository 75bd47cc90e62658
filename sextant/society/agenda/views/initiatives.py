"""Initiatives: the list, one with everything around it, and changing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.agenda import actions, forms, queries, rules
from sextant.society.agenda.models import Guideline, Initiative
from sextant.society.agenda.views.answers import accepted, answer


def initiative_at(pk: int) -> Initiative:
    return get_object_or_404(queries.with_homes(Initiative.objects.all()), pk=pk)


@decided_by(anyone)
def initiative_list(request: HttpRequest) -> HttpResponseBase:
    """All that the reader may know of, narrowed by the form, as a page or as a file."""
    form = forms.FilterForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    direction = given.get("direction")
    narrowed = {**given, "direction": direction.code if direction else ""}
    rows = queries.initiatives(request.user, queries.Filters(**narrowed))
    if request.GET.get("format"):
        return download(queries.initiatives_table(rows), request.GET["format"])
    context: dict[str, Any] = {"form": form, "page": paged(request, rows), "counts": queries.states_counted(rows)}
    if part_wanted(request):
        return render(request, "agenda/_initiative_rows.html", context)
    return render(request, "agenda/initiatives.html", context | {"may_create": rules.may_create_initiative(request.user)})


@decided_by(rules.may_see_initiative, initiative_at)
def initiative(request: HttpRequest, initiative: Initiative) -> HttpResponse:
    """Everything about an initiative, and the forms of those who work on it."""
    user = request.user
    moves, today = queries.moves_allowed(initiative, user), timezone.localdate()
    steps = queries.steps_of(initiative, today)
    context: dict[str, Any] = {
        "initiative": initiative,
        "home": queries.home_of(initiative),
        "people": queries.people_of(initiative, user),
        "steps": steps,
        "progress": queries.progress_of(initiative, steps, today),
        "notes": initiative.notes.select_related("author__person"),
        "attachments": initiative.attachments.all(),
        "evidence": queries.evidence_of("initiative", initiative.pk, user),
        "may_edit": rules.may_edit_initiative(user, initiative),
        "may_report": rules.may_report_on(user, initiative),
        "may_support": rules.may_support(user, initiative),
        "about_kind": "initiative",
        "about_id": initiative.pk,
    }
    if moves:
        context["move_form"] = forms.MoveForm(moves=moves)
    if context["may_report"]:
        context |= {"note_form": forms.NoteForm(), "milestone_form": forms.MilestoneForm(), "attachment_form": forms.AttachmentForm()}
    return render(request, "agenda/initiative.html", context)


@decided_by(rules.may_create_initiative)
def initiative_new(request: UserRequest) -> HttpResponse:
    """Makes an idea; `?guideline=` fills in the home."""
    wanted = request.GET.get("guideline", "")
    home = Guideline.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    form = forms.InitiativeForm(request.POST or None, user=request.user, initial={"home": home, "is_public": True, "currency": "RUB"})
    made: list[Initiative] = []
    if accepted(form, lambda: made.append(actions.create_initiative(by=request.user, **form.words()))):
        messages.success(request, _("The initiative has been made. It is an idea until it is planned."))
        return redirect("agenda:initiative", made[0].pk)
    context = {"form": form, "title": _("New initiative"), "back": reverse("agenda:initiatives")}
    return render(request, "agenda/form.html", context, status=422 if form.is_bound else 200)


@decided_by(rules.may_edit_initiative, initiative_at)
def initiative_edit(request: UserRequest, initiative: Initiative) -> HttpResponse:
    form = forms.InitiativeForm(request.POST or None, user=request.user, initial=forms.InitiativeForm.initial_of(initiative))
    return answer(
        request,
        form,
        lambda: actions.change_initiative(initiative, by=request.user, **form.words()),
        title=_("Change the initiative"),
        done=_("The changes have been saved."),
        back=reverse("agenda:initiative", args=[initiative.pk]),
    )


@decided_by(rules.may_see_initiative, initiative_at)
@require_POST
def initiative_move(request: UserRequest, initiative: Initiative) -> HttpResponse:
    """Changes the state along a move of the table that this user may make."""
    moves = queries.moves_allowed(initiative, request.user)
    ensure(bool(moves))
    form = forms.MoveForm(request.POST, moves=moves)
    return answer(
        request,
        form,
        lambda: actions.move_initiative(initiative, by=request.user, **form.cleaned_data),
        title=_("Change the state"),
        done=_("The state has been changed."),
        back=reverse("agenda:initiative", args=[initiative.pk]),
    )
