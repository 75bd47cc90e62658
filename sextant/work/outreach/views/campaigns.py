"""For everybody: campaigns, one campaign, its kit."""

import io
import zipfile
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.words.markdown import as_html
from sextant.work.outreach import rules, states
from sextant.work.outreach.models import Adoption, Campaign, DayCount, Endorsement, KitFile
from sextant.work.outreach.places import country_name
from sextant.work.outreach.queries.reach import campaigns_with_counts
from sextant.work.outreach.queries.support import by_country
from sextant.work.outreach.views.arrivals import NETWORKS, campaign_at, channel_of, count

SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
VOICES = 6


@decided_by(anyone)
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Campaigns that run or ran; for those who keep them, drafts too."""
    keeps = rules.may_keep(request.user)
    rows = [one for one in campaigns_with_counts() if keeps or one.stage in states.PUBLIC]
    return render(request, "outreach/campaigns.html", {"campaigns": rows, "keeps": keeps})


@decided_by(rules.may_see_campaign, campaign_at)
@require_safe
def campaign(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """What the agenda asks for, who stands by it, and what one can do."""
    channel = channel_of(request, campaign)
    count(request, campaign, DayCount.Act.SEEN, channel)
    shown = Endorsement.objects.filter(campaign=campaign, state=states.SHOWN)
    adoptions = Adoption.objects.filter(agenda=campaign.agenda, state=states.REGISTERED)
    countries = by_country(shown)
    context = {
        "campaign": campaign,
        "text": as_html(campaign.about),
        "came_by": f"?{urlencode({'from': channel.code})}" if channel else "",
        "networks": [(code, row[0]) for code, row in NETWORKS.items()],
        "endorsed": sum(number for _code, number in countries),
        "organisations": shown.filter(who=Endorsement.Who.ORGANISATION).count(),
        "countries": len(countries),
        "adopted": adoptions.count(),
        "voices": shown.exclude(words="")[:VOICES],
        "latest": adoptions[:VOICES],
        "kit": campaign.kit.exists(),
        "keeps": rules.may_keep(request.user),
    }
    return render(request, "outreach/campaign.html", context)


@decided_by(rules.may_see_campaign, campaign_at)
@require_safe
def kit(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Press sheet, slides and cards in both languages."""
    channel = channel_of(request, campaign)
    files = sorted(campaign.kit.select_related("campaign"), key=lambda one: (KitFile.Kind.values.index(one.kind), one.language == "en"))
    context = {
        "campaign": campaign,
        "files": files,
        "came_by": f"?{urlencode({'from': channel.code})}" if channel else "",
        "keeps": rules.may_keep(request.user),
    }
    return render(request, "outreach/kit.html", context)


def _bytes_of(made: KitFile) -> bytes:
    try:
        with made.file.open("rb") as stored:
            content: bytes = stored.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    return content


@decided_by(rules.may_take_kit, KitFile.objects.select_related("campaign"))
@require_safe
def kit_file(request: HttpRequest, made: KitFile) -> HttpResponseBase:
    """One file of the kit; `?show` shows a card on the page instead of saving it, and is not counted."""
    seen = "show" in request.GET and made.is_picture
    if not seen:
        count(request, made.campaign, DayCount.Act.TAKEN)
    kind = "image/png" if made.is_picture else "application/pdf"
    return FileResponse(io.BytesIO(_bytes_of(made)), as_attachment=not seen, filename=made.name, content_type=kind, headers=SAFE)


@decided_by(rules.may_see_campaign, campaign_at)
@require_safe
def kit_zip(request: HttpRequest, campaign: Campaign) -> HttpResponseBase:
    """The whole kit as one ZIP; the same files give the same bytes."""
    files = list(campaign.kit.select_related("campaign"))
    if not files:
        raise Http404
    count(request, campaign, DayCount.Act.TAKEN)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for made in files:
            archive.writestr(zipfile.ZipInfo(made.name, (1980, 1, 1, 0, 0, 0)), _bytes_of(made))
    packed.seek(0)
    return FileResponse(packed, as_attachment=True, filename=f"{campaign.code}-kit.zip", content_type="application/zip", headers=SAFE)


def named_countries(rows: Any) -> list[tuple[str, str, int]]:
    """Code, name and number by country, for lists and filters."""
    return [(code, country_name(code), number) for code, number in by_country(rows)]
