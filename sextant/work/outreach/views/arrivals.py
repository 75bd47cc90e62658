"""The links that are counted: into a campaign, on to the document, out to networks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.links import full_url
from sextant.society.agenda.places import place_of
from sextant.work.outreach import rules
from sextant.work.outreach.actions.reach import count_act
from sextant.work.outreach.models import Campaign, Channel, DayCount

NETWORKS = {
    "telegram": ("Telegram", "https://t.me/share/url", "url", "text"),
    "vk": ("VK", "https://vk.com/share.php", "url", "title"),
    "whatsapp": ("WhatsApp", "https://wa.me/", "", "text"),
}
"""Name, address, and what the link and the words are called there."""


def channel_of(request: HttpRequest, campaign: Campaign) -> Channel | None:
    """The way that a link, or a form, says one came by: only of this campaign, and while it is counted."""
    word = request.POST.get("from") or request.GET.get("from", "")
    return Channel.objects.filter(campaign=campaign, code=word, closed_on=None).first() if word else None


def count(request: HttpRequest, campaign: Campaign, act: str, channel: Channel | None = None) -> None:
    """Counts an act once the campaign runs, but not what those who keep it open, nor what a browser opens beforehand."""
    if not campaign.is_running or request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    if rules.may_keep(request.user):
        return
    count_act(
        campaign,
        act,
        on=timezone.localdate(),
        channel=channel or channel_of(request, campaign),
        address=request.META.get("REMOTE_ADDR", ""),
        agent=request.headers.get("User-Agent", ""),
        quiet=request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1",
    )


def campaign_at(code: str) -> Campaign:
    return get_object_or_404(Campaign.objects.select_related("agenda", "job"), code=code)


def channel_at(code: str) -> Channel:
    return get_object_or_404(Channel.objects.select_related("campaign__agenda"), code=code)


@decided_by(anyone, channel_at)
@require_safe
def go(request: HttpRequest, channel: Channel) -> HttpResponse:
    """A counted link: leads to the page of its campaign, which counts; a campaign that has not begun leads to the list."""
    if channel.campaign.stage == "draft":
        return redirect("outreach:campaigns")
    known = f"?{urlencode({'from': channel.code})}" if channel.closed_on is None else ""
    return redirect(f"{channel.campaign.get_absolute_url()}{known}")


@decided_by(rules.may_see_campaign, campaign_at)
@require_safe
def read(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """On to the agenda itself."""
    count(request, campaign, DayCount.Act.READ)
    return redirect(place_of(campaign.agenda))


def campaign_and_network(code: str, network: str) -> Campaign:
    if network not in NETWORKS:
        return campaign_at(code="")
    found = campaign_at(code=code)
    found.network = network  # type: ignore[attr-defined]
    return found


@decided_by(rules.may_see_campaign, campaign_and_network)
@require_safe
def share(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Out to a network, with the link and the call; nothing of the network is loaded here."""
    count(request, campaign, DayCount.Act.SHARED)
    _name, address, link_word, text_word = NETWORKS[campaign.network]  # type: ignore[attr-defined]
    link = full_url(reverse("outreach:campaign", args=[campaign.code]))
    words = {text_word: campaign.call or campaign.title} if link_word else {text_word: f"{campaign.call or campaign.title} {link}"}
    return redirect(f"{address}?{urlencode({**({link_word: link} if link_word else {}), **words})}")
