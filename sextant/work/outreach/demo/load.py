"""The demo's campaign with its ways, voices and adoptions; and taking it all away."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.agenda.models import Agenda, Guideline
from sextant.work.outreach import states
from sextant.work.outreach.actions.campaigns import move_campaign, open_channel, save_campaign
from sextant.work.outreach.actions.support import ask_adoption, ask_endorsement, confirm_support, decide_adoption, decide_endorsement
from sextant.work.outreach.demo.words import ADOPTIONS, CAMPAIGN, CHECKED, ENDORSEMENTS, VISITS, WAITING, WAYS
from sextant.work.outreach.models import Adoption, Campaign, DayCount, Endorsement

DAYS = 28


def _visits(campaign: Campaign, world: World) -> None:
    ways = [open_channel(campaign, name=name, kind=kind, by=None) for name, kind in WAYS]
    ways.append(campaign.channels.get(code__endswith="-card"))
    rows = []
    for place, openings, visitors in VISITS:
        for day in range(DAYS):
            left = (6 / 7) ** day
            on, channel = world.today - timedelta(days=DAYS - day), ways[place]
            if round(openings * left):
                rows.append(
                    DayCount(campaign=campaign, channel=channel, act="seen", on=on, count=round(openings * left), visitors=round(visitors * left))
                )
            if round(visitors * left / 2):
                rows.append(DayCount(campaign=campaign, channel=channel, act="read", on=on, count=round(visitors * left / 2)))
    DayCount.objects.bulk_create(rows)


def _adopted(campaign: Campaign, row: tuple[str, str, str, bool, str, str], world: World, place: int) -> Adoption:
    body, name, country, whole, decision, plans = row
    chosen = [] if whole else list(Guideline.objects.filter(direction__agenda=campaign.agenda, direction__code="IV").select_related("direction"))
    made = ask_adoption(
        campaign,
        email=f"adoption{place}@demo.example",
        language="ru",
        body=body,
        name=name,
        country=country,
        whole=whole or not chosen,
        guidelines=chosen,
        decision=decision,
        plans=plans,
        adopted_on=world.today - timedelta(days=30 * (place + 1)),
    )
    return confirm_support(made)  # type: ignore[return-value]


def load(world: World) -> None:
    """A campaign for the current agenda that has run for four weeks."""
    agenda = Agenda.objects.filter(is_current=True).first()
    if agenda is None:
        return
    begun = world.today - timedelta(days=DAYS)
    campaign = save_campaign(None, agenda=agenda, by=None, is_demo=True, code="demo", starts_on=begun, **CAMPAIGN)
    campaign = move_campaign(campaign, target=states.RUNNING, today=begun, by=None)
    _visits(campaign, world)
    for place, (who, name, position, country, words) in enumerate((*ENDORSEMENTS, WAITING)):
        given: dict[str, Any] = {"who": who, "name": name, "position": position, "country": country, "words": words}
        made = ask_endorsement(campaign, email=f"voice{place}@demo.example", language="ru", **given)
        made = confirm_support(made)  # type: ignore[assignment]
        if place < len(ENDORSEMENTS):
            decide_endorsement(made, show=True, by=None)
            Endorsement.objects.filter(pk=made.pk).update(confirmed_on=world.today - timedelta(days=2 * place + 1), decided_at=timezone.now())
    for place, row in enumerate((*ADOPTIONS, CHECKED)):
        told = _adopted(campaign, row, world, place)
        if place < len(ADOPTIONS):
            decide_adoption(told, register=True, today=world.today, by=None)


def remove() -> int:
    """Takes everything of the demo away."""
    gone = Adoption.objects.filter(is_demo=True).delete()[0] + Endorsement.objects.filter(is_demo=True).delete()[0]
    for campaign in Campaign.objects.filter(is_demo=True):
        for made in campaign.kit.all():
            made.file.delete(save=False)
    return gone + Campaign.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("outreach", 75, load, remove)
