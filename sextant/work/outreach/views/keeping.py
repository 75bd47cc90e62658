"""For those who keep campaigns: words, ways, what waits, the reach."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.codes import qr_svg
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Point
from sextant.base.ui.links import full_url
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.outreach import rules, states
from sextant.work.outreach.actions.campaigns import ask_kit, close_channel, move_campaign, open_channel, save_campaign
from sextant.work.outreach.actions.support import decide_adoption, decide_endorsement, end_adoption
from sextant.work.outreach.forms.campaigns import CampaignForm, ChannelForm, ReasonForm
from sextant.work.outreach.models import Adoption, Campaign, Channel, Endorsement
from sextant.work.outreach.queries.reach import days_of, totals_of, ways_of, ways_table
from sextant.work.outreach.views.arrivals import campaign_at, channel_at
from sextant.work.outreach.views.support import adoption_page

SHOWN_WAYS = 12


def _form(request: Any, campaign: Campaign | None) -> HttpResponse:
    form = CampaignForm(request.POST or None, instance=campaign)
    if form.is_valid():
        saved = attempt(form, save_campaign, Campaign.objects.get(pk=campaign.pk) if campaign else None, by=request.user, **form.cleaned_data)
        if saved is not None:
            messages.success(request, _("The campaign is saved."))
            return redirect(saved)
    return render(request, "outreach/edit.html", {"form": form, "campaign": campaign}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep)
def new_campaign(request: UserRequest) -> HttpResponse:
    """Draws up a campaign."""
    return _form(request, None)


@decided_by(rules.may_keep, campaign_at)
def edit_campaign(request: UserRequest, campaign: Campaign) -> HttpResponse:
    """Changes the words of a campaign."""
    return _form(request, campaign)


@decided_by(rules.may_keep, campaign_at)
@require_POST
def move(request: UserRequest, campaign: Campaign) -> HttpResponse:
    """Begins, ends or takes up again a campaign."""
    target = request.POST.get("to", "")
    done = _("The campaign has ended; its page stays.") if target == states.ENDED else _("The campaign runs. Its kit is being made.")
    carried_out(request, done, move_campaign, campaign, target=target, today=timezone.localdate(), by=request.user)
    return redirect(campaign)


@decided_by(rules.may_keep, campaign_at)
@require_POST
def make_kit(request: UserRequest, campaign: Campaign) -> HttpResponse:
    """Makes the kit anew, of today's words."""
    carried_out(request, _("The kit is being made. Look again in a minute."), ask_kit, campaign, by=request.user)
    return redirect("outreach:kit", campaign.code)


def reach_page(request: HttpRequest, campaign: Campaign, **bound: Any) -> HttpResponse:
    """Ways, days, and the form of a further way."""
    ways, days = ways_of(campaign), days_of(campaign)
    busy = [Point(way.name, way.acts["seen"]) for way in ways if way.acts["seen"]][:SHOWN_WAYS]
    context = {
        "campaign": campaign,
        "ways": ways,
        "totals": totals_of(ways),
        "by_way": bar_chart(busy, title=_("Openings of the page by way"), decimals=0) if busy else None,
        "by_day": bar_chart(
            [Point(date_format(on, "MONTH_DAY_FORMAT"), number) for on, number, _seen in days[-SHOWN_WAYS:]],
            title=_("Openings of the page by day"),
            decimals=0,
        )
        if days
        else None,
        "channel_form": ChannelForm(),
        "full": full_url(""),
        **bound,
    }
    return render(request, "outreach/reach.html", context, status=400 if bound else 200)


@decided_by(rules.may_keep, campaign_at)
@require_safe
def reach(request: HttpRequest, campaign: Campaign) -> HttpResponseBase:
    """What every way brought, from the first look to the adoption; `?format=` takes it away."""
    if "format" in request.GET:
        return download(ways_table(ways_of(campaign)), request.GET["format"])
    return reach_page(request, campaign)


@decided_by(rules.may_keep, campaign_at)
@require_POST
def new_channel(request: UserRequest, campaign: Campaign) -> HttpResponse:
    """A further way, with its link and its code for print."""
    form = ChannelForm(request.POST)
    if form.is_valid() and attempt(form, open_channel, campaign, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The way is there. Copy its link, or take its code for print."))
        return redirect("outreach:reach", campaign.code)
    return reach_page(request, campaign, channel_form=form)


@decided_by(rules.may_keep, channel_at)
@require_POST
def end_channel(request: UserRequest, channel: Channel) -> HttpResponse:
    """Counts a way no longer."""
    carried_out(
        request,
        _("The way is counted no longer; its link still leads to the campaign."),
        close_channel,
        channel,
        today=timezone.localdate(),
        by=request.user,
    )
    return redirect("outreach:reach", channel.campaign.code)


@decided_by(rules.may_keep, channel_at)
@require_safe
def channel_code(request: HttpRequest, channel: Channel) -> HttpResponse:
    """The QR code of a way, as SVG for print."""
    drawn = qr_svg(full_url(reverse("outreach:go", args=[channel.code])))
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Content-Disposition": f'attachment; filename="{channel.code}.svg"'})


def waiting_page(request: HttpRequest, **bound: Any) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    rows = Endorsement.objects.filter(state=states.WAITING).select_related("campaign").order_by("confirmed_on", "pk")[:100]
    checked = Adoption.objects.filter(state=states.WAITING).select_related("agenda").order_by("asked_at")[:100]
    context = {"endorsements": [(one, ReasonForm(prefix=str(one.pk))) for one in rows], "adoptions": checked, **bound}
    return render(request, "outreach/waiting.html", context, status=400 if bound else 200)


@decided_by(rules.may_keep)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Endorsements to look over, adoptions to check."""
    return waiting_page(request)


@decided_by(rules.may_keep, Endorsement)
@require_POST
def show_endorsement(request: UserRequest, endorsement: Endorsement) -> HttpResponse:
    """Shows an endorsement on the page of its campaign."""
    carried_out(request, _("The endorsement is shown, and whoever sent it is told."), decide_endorsement, endorsement, show=True, by=request.user)
    return redirect("outreach:waiting")


@decided_by(rules.may_keep, Endorsement)
@require_POST
def refuse_endorsement(request: UserRequest, endorsement: Endorsement) -> HttpResponse:
    """Does not show an endorsement, with a reason."""
    form = ReasonForm(request.POST, prefix=str(endorsement.pk))
    if form.is_valid() and attempt(form, decide_endorsement, endorsement, show=False, reason=form.cleaned_data["reason"], by=request.user):
        messages.success(request, _("The endorsement is not shown, and whoever sent it is told why."))
        return redirect("outreach:waiting")
    return waiting_page(request, endorsements=[(endorsement, form)])


@decided_by(rules.may_keep, Adoption.objects.select_related("agenda", "campaign"))
@require_POST
def register_adoption(request: UserRequest, adoption: Adoption) -> HttpResponse:
    """Enters an adoption into the register."""
    given = {"register": True, "today": timezone.localdate(), "by": request.user}
    carried_out(request, _("The adoption stands in the register, and whoever told of it is told."), decide_adoption, adoption, **given)
    return redirect("outreach:adoption", adoption.pk)


@decided_by(rules.may_keep, Adoption.objects.select_related("agenda", "campaign"))
@require_POST
def refuse_adoption(request: UserRequest, adoption: Adoption) -> HttpResponse:
    """Does not enter an adoption, with a reason."""
    form = ReasonForm(request.POST, prefix="refuse")
    given = {"register": False, "today": timezone.localdate(), "by": request.user}
    if form.is_valid() and attempt(form, decide_adoption, adoption, reason=form.cleaned_data["reason"], **given):
        messages.success(request, _("The adoption is not entered, and whoever told of it is told why."))
        return redirect("outreach:waiting")
    return adoption_page(request, adoption, refuse_form=form)


@decided_by(rules.may_keep, Adoption.objects.select_related("agenda", "campaign"))
@require_POST
def finish_adoption(request: UserRequest, adoption: Adoption) -> HttpResponse:
    """Says that an adoption has ended."""
    form = ReasonForm(request.POST, prefix="end")
    if form.is_valid() and attempt(form, end_adoption, adoption, reason=form.cleaned_data["reason"], today=timezone.localdate(), by=request.user):
        messages.success(request, _("The adoption has ended; the entry stays in the register."))
        return redirect("outreach:adoption", adoption.pk)
    return adoption_page(request, adoption, end_form=form)
