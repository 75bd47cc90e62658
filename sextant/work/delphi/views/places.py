"""For members of the panel, by their own link: what is asked, one's answers, and the group's after them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.words.markdown import as_html
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.delphi.actions.rounds import answer
from sextant.work.delphi.actions.studies import consent, leave
from sextant.work.delphi.drawings import drawn
from sextant.work.delphi.forms.answers import AnswerForm
from sextant.work.delphi.letters import panelist_at
from sextant.work.delphi.models import Answer, Item, Panelist
from sextant.work.delphi.queries.group import group_for
from sextant.work.delphi.queries.panel import next_item, own_answers


def _running(panelist: Panelist) -> Any:
    return panelist.study.rounds.filter(closed_on=None).first()


@decided_by(anyone, panelist_at)
@require_safe
def place(request: HttpRequest, panelist: Panelist) -> HttpResponse:
    """What the study asks, what one has answered, and where to go on."""
    study, running, own = panelist.study, _running(panelist), own_answers(panelist)
    items = [(one, own.get(one.pk), bool(running and own.get(one.pk) and own[one.pk].round_id == running.pk)) for one in study.items.all()]
    context = {
        "panelist": panelist,
        "token": request.resolver_match.kwargs["token"] if request.resolver_match else "",
        "study": study,
        "about": as_html(study.about),
        "running": running,
        "items": items,
        "done": sum(1 for _item, _answer, now in items if now),
        "next": next_item(panelist, running) if running and panelist.may_answer else None,
    }
    return render(request, "delphi/place.html", context)


@decided_by(anyone, panelist_at)
@require_POST
def agree(request: HttpRequest, panelist: Panelist) -> HttpResponse:
    """Takes part."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    carried_out(request, _("Thank you. Answer at your own pace; every answer is kept at once."), consent, panelist, on=timezone.localdate())
    return redirect("delphi:place", token)


@decided_by(anyone, panelist_at)
@require_POST
def leave_panel(request: HttpRequest, panelist: Panelist) -> HttpResponse:
    """Leaves the panel."""
    token = request.resolver_match.kwargs["token"] if request.resolver_match else ""
    carried_out(request, _("You have left the panel. No further letter comes."), leave, panelist, on=timezone.localdate())
    return redirect("delphi:place", token)


def place_and_item(token: str, pk: int) -> Panelist:
    """The place with the item of its study that the address names."""
    panelist = panelist_at(token)
    panelist.asked = get_object_or_404(Item.objects.select_related("study"), pk=pk, study=panelist.study)  # type: ignore[attr-defined]
    panelist.token = token  # type: ignore[attr-defined]
    return panelist


@decided_by(anyone, place_and_item)
def item(request: HttpRequest, panelist: Panelist) -> HttpResponse:
    """One question: the answer, then what the group said and another look at one's own answer."""
    asked, running, token = panelist.asked, _running(panelist), panelist.token  # type: ignore[attr-defined]
    if panelist.consented_on is None:
        return redirect("delphi:place", token)
    latest = own_answers(panelist).get(asked.pk)
    form = AnswerForm(request.POST or None, item=asked, current=latest)
    if request.method == "POST" and _kept(request, form, panelist, asked):
        following = next_item(panelist, running, asked) if running else None
        if "next" in request.POST and following is not None:
            return redirect("delphi:item", token, following.pk)
        messages.success(request, _("Your answer is kept."))
        return redirect(reverse("delphi:item", args=[token, asked.pk]))
    group = group_for(panelist, asked)
    context = {
        "panelist": panelist,
        "token": token,
        "study": panelist.study,
        "item": asked,
        "form": form if panelist.may_answer and running else None,
        "running": running,
        "latest": latest,
        "group": group,
        "chart": drawn(asked, group, latest.value if latest else None) if group else None,
        "following": next_item(panelist, running, asked) if running else None,
    }
    return render(request, "delphi/item.html", context, status=400 if form.is_bound else 200)


def _kept(request: HttpRequest, form: AnswerForm, panelist: Panelist, asked: Item) -> Answer | None:
    if not form.is_valid():
        return None
    shown = request.POST.get("round", "")
    given = {"expertise": form.cleaned_data["expertise"], "argument": form.cleaned_data["argument"], "today": timezone.localdate()}
    number = int(shown) if shown.isdecimal() and len(shown) < 6 else None
    kept: Answer | None = attempt(form, answer, panelist, asked, value=form.answer(), round_number=number, **given)
    return kept
