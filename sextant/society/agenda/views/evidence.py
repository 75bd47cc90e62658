"""Linking evidence to guidelines, initiatives and indicators."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.agenda import actions, forms, rules
from sextant.society.agenda.models import Evidence, Guideline
from sextant.society.agenda.places import page_of
from sextant.society.agenda.views.agendas import guideline_by_key
from sextant.society.agenda.views.answers import answer
from sextant.society.agenda.views.indicators import indicator_at
from sextant.society.agenda.views.initiatives import initiative_at

FINDERS = {"guideline": guideline_by_key, "initiative": initiative_at, "indicator": indicator_at}


def about_at(kind: str, pk: int) -> Any:
    """What the evidence is about."""
    if kind not in FINDERS:
        raise Http404
    return FINDERS[kind](pk)


def evidence_at(pk: int) -> Evidence:
    return get_object_or_404(Evidence, pk=pk)


@decided_by(rules.may_support, about_at)
def evidence_new(request: UserRequest, about: Any) -> HttpResponse:
    """Links evidence; `?kind=` and `?id=` fill in the object that the reader comes from."""
    came_from = {"object_kind": request.GET.get("kind", ""), "object_id": request.GET.get("id", "")}
    form = forms.EvidenceForm(request.POST or None, initial=came_from)
    add = lambda: actions.add_evidence(about=about, by=request.user, **form.cleaned_data)  # noqa: E731
    name = about.title if not isinstance(about, Guideline) else f"{about.code} {about.title}"
    title = _("Add evidence: %(name)s") % {"name": name}
    return answer(request, form, add, title=title, done=_("The evidence has been linked."), back=page_of(about))


@decided_by(rules.may_remove_evidence, evidence_at)
@require_POST
def evidence_remove(request: UserRequest, evidence: Evidence) -> HttpResponse:
    about = about_at(evidence.about_kind, evidence.about_id)
    actions.remove_evidence(evidence, by=request.user)
    return redirect(page_of(about))
