"""Counting what is done, without keeping who did it.

A browser is told from another by a digest of the day's salt, the campaign, the network address and the browser's name. Salt and digests
are deleted when the day is over, so a visitor cannot be followed from one day to the next, and nobody can be found again.
"""

import hashlib
import re
import secrets
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from sextant.work.outreach.models import Campaign, Channel, DayCount, DaySalt, SeenToday

PROGRAMS = re.compile(
    r"bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java/|headless|facebookexternalhit|telegram|whatsapp|vkshare", re.I
)
"""Browsers of programs: they look at links in letters and networks, and are not counted."""


def is_program(agent: str) -> bool:
    """True for a browser that says it is a program, or says nothing."""
    return not agent or PROGRAMS.search(agent) is not None


def _salt(on: date) -> str:
    return DaySalt.objects.get_or_create(on=on, defaults={"word": secrets.token_hex(32)})[0].word


def _is_new(campaign: Campaign, address: str, agent: str, on: date) -> bool:
    digest = hashlib.sha256(f"{_salt(on)}|{campaign.pk}|{address}|{agent}".encode()).hexdigest()[:32]
    try:
        with transaction.atomic():
            SeenToday.objects.create(on=on, digest=digest)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def count_act(
    campaign: Campaign, act: str, *, on: date, channel: Channel | None = None, address: str = "", agent: str = "", quiet: bool = False
) -> bool:
    """Counts one act of a browser; False where a program did it. `quiet` browsers asked not to be followed: no digest is made of them."""
    if is_program(agent):
        return False
    first = act == DayCount.Act.SEEN and not quiet and _is_new(campaign, address, agent, on)
    known: dict[str, Any] = {"campaign": campaign, "channel": channel, "act": act, "on": on}
    row = DayCount.objects.get_or_create(**known)[0]
    DayCount.objects.filter(pk=row.pk).update(count=F("count") + 1, visitors=F("visitors") + int(first))
    return True


def forget_days_before(today: date) -> int:
    """Deletes salts and digests of days that are over; returns how many digests."""
    DaySalt.objects.filter(on__lt=today).delete()
    return SeenToday.objects.filter(on__lt=today).delete()[0]
