"""Endorsing and adopting: forms, lists, links of letters."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import User
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.security import limits
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.outreach import rules, states
from sextant.work.outreach.actions.support import ask_adoption, ask_endorsement, confirm_support, withdraw_endorsement
from sextant.work.outreach.forms.campaigns import ReasonForm
from sextant.work.outreach.forms.support import AdoptionFilter, AdoptionForm, EndorsementFilter, EndorsementForm
from sextant.work.outreach.letters import support_at
from sextant.work.outreach.models import Adoption, Campaign, Endorsement
from sextant.work.outreach.queries.support import adoptions_table, adoptions_wanted, endorsements_shown, endorsements_table
from sextant.work.outreach.views.arrivals import campaign_at, channel_of
from sextant.work.outreach.views.campaigns import named_countries

FROM_ONE, FROM_ALL = 10, 300
"""What may be sent within an hour: from one address, and from all together."""


def _sent(request: HttpRequest, campaign: Campaign, form: Any, action: Any) -> HttpResponse | None:
    """Hands a form to its action; the answer, or None where the form is to be shown again."""
    if form.is_bound and form.by_a_program:
        return redirect("outreach:asked")
    if not form.is_valid():
        return None
    if not all([limits.within("outreach.support", FROM_ONE, request=request), limits.within("outreach.support", FROM_ALL)]):
        form.add_error(None, _("Too many requests have come from here. Wait an hour and try again."))
        return None
    user = request.user if isinstance(request.user, User) else None
    language = (get_language() or "ru")[:2]
    if attempt(form, action, campaign, user=user, language=language, channel=channel_of(request, campaign), **form.values()) is None:
        return None
    if user is None:
        return redirect("outreach:asked")
    messages.success(request, _("Thank you. The office looks at it and writes to you."))
    return redirect(campaign)


@decided_by(rules.may_see_campaign, campaign_at)
def endorse(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Says yes to the agenda; a visitor's address is asked to confirm it."""
    form = EndorsementForm(request.POST or None, user=request.user)
    answer = _sent(request, campaign, form, ask_endorsement)
    context = {"form": form, "campaign": campaign, "came_by": request.GET.get("from", "")[:40]}
    return answer or render(request, "outreach/endorse.html", context, status=400 if form.is_bound else 200)


@decided_by(rules.may_see_campaign, campaign_at)
def adopt(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Tells that a body made the agenda its own."""
    form = AdoptionForm(request.POST or None, user=request.user, agenda=campaign.agenda)
    answer = _sent(request, campaign, form, ask_adoption)
    context = {"form": form, "campaign": campaign, "came_by": request.GET.get("from", "")[:40]}
    return answer or render(request, "outreach/adopt.html", context, status=400 if form.is_bound else 200)


@decided_by(anyone)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next; the same whoever asked."""
    return render(request, "outreach/asked.html")


@decided_by(anyone, support_at)
def confirm(request: HttpRequest, thing: Endorsement | Adoption) -> HttpResponse:
    """Confirms the address with one press: a link alone may be followed by a program that looks at letters."""
    if request.method == "POST":
        carried_out(request, _("Confirmed. The office looks at it and writes to you."), confirm_support, thing)
        return redirect(thing.campaign or "outreach:campaigns")
    return render(request, "outreach/confirm.html", {"thing": thing, "waits": thing.state == states.ASKED})


@decided_by(anyone, support_at)
def withdraw(request: HttpRequest, thing: Endorsement | Adoption) -> HttpResponse:
    """Takes an endorsement back with one press; an adoption is ended by the office."""
    if not isinstance(thing, Endorsement):
        return redirect("outreach:adoptions")
    if request.method == "POST":
        done = _("The endorsement is taken back. Its name, words and address are deleted.")
        carried_out(request, done, withdraw_endorsement, thing)
        return redirect(thing.campaign)
    return render(request, "outreach/withdraw.html", {"thing": thing})


@decided_by(rules.may_see_campaign, campaign_at)
@require_safe
def endorsements(request: HttpRequest, campaign: Campaign) -> HttpResponseBase:
    """Everybody who endorses in public; `?format=` downloads what is on the screen."""
    form = EndorsementFilter(request.GET or None)
    rows = endorsements_shown(campaign, form.wish())
    if "format" in request.GET:
        return download(endorsements_table(rows), request.GET["format"])
    context = {"campaign": campaign, "form": form, "page": paged(request, rows, 30), "asked": bool(form.wish())}
    context["countries"] = named_countries(rows)
    return render(request, "outreach/_endorsements.html" if part_wanted(request) else "outreach/endorsements.html", context)


@decided_by(anyone)
@require_safe
def adoptions(request: HttpRequest) -> HttpResponseBase:
    """The register of adoptions; `?format=` downloads what is on the screen."""
    form = AdoptionFilter(request.GET or None)
    rows = adoptions_wanted(form.wish())
    if "format" in request.GET:
        return download(adoptions_table(rows), request.GET["format"])
    running = Campaign.objects.filter(stage=states.RUNNING).first()
    context = {"form": form, "page": paged(request, rows, 30), "asked": bool(form.wish()), "running": running, "countries": named_countries(rows)}
    return render(request, "outreach/_adoptions.html" if part_wanted(request) else "outreach/adoptions.html", context)


def adoption_page(request: HttpRequest, adoption: Adoption, **bound: Any) -> HttpResponse:
    """One entry; for those who keep the register, with what they may do."""
    keeps = rules.may_keep(request.user)
    moves = states.ADOPTION_MOVES[adoption.state] if keeps else set()
    context = {
        "adoption": adoption,
        "guidelines": adoption.guidelines.select_related("direction__agenda"),
        "keeps": keeps,
        "may_register": states.REGISTERED in moves,
        "refuse_form": ReasonForm(prefix="refuse") if states.REFUSED in moves else None,
        "end_form": ReasonForm(prefix="end") if states.ENDED in moves else None,
        **bound,
    }
    return render(request, "outreach/adoption.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_adoption, Adoption.objects.select_related("agenda", "campaign"))
@require_safe
def adoption(request: HttpRequest, adoption: Adoption) -> HttpResponse:
    """Who adopted what, when, by which decision."""
    return adoption_page(request, adoption)
