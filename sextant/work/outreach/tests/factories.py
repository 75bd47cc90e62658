"""Campaigns, endorsements and adoptions for tests."""

from datetime import date
from typing import Any

from sextant.society.agenda.models import Agenda, Direction, Guideline
from sextant.work.outreach.actions.campaigns import move_campaign, save_campaign
from sextant.work.outreach.actions.support import ask_adoption, ask_endorsement
from sextant.work.outreach.models import Adoption, Campaign, Endorsement
from sextant.work.outreach.states import RUNNING

DAY = date(2026, 4, 25)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"


def an_agenda(code: str = "spring_2026") -> Agenda:
    """An agenda with two guidelines in one direction; the same one for the same code."""
    agenda, is_new = Agenda.objects.get_or_create(
        code=code, defaults={"title_ru": "Весенняя повестка", "title_en": "Spring agenda", "motto_en": "Forward", "adopted_on": DAY}
    )
    if is_new:
        direction = Direction.objects.create(agenda=agenda, code="I", position=1, title_ru="Продвижение", title_en="Advocacy")
        for number, name in enumerate(("Image", "Partners"), 1):
            Guideline.objects.create(direction=direction, number=number, title_ru=name, title_en=name)
    return agenda


def guidelines_of(agenda: Agenda) -> list[Guideline]:
    return list(Guideline.objects.filter(direction__agenda=agenda).select_related("direction"))


def drawn_up(agenda: Agenda | None = None, **fields: Any) -> Campaign:
    """A campaign in both languages, not begun."""
    words = {"title_ru": "Повестка", "title_en": "The agenda", "call_ru": "Прочтите", "call_en": "Read it"}
    return save_campaign(None, agenda=agenda or an_agenda(), by=None, **{"code": "spring", **words, **fields})


def running(agenda: Agenda | None = None, **fields: Any) -> Campaign:
    return move_campaign(drawn_up(agenda, **fields), target=RUNNING, today=DAY, by=None)


def endorsed(campaign: Campaign, **fields: Any) -> Endorsement:
    """Asked from an address that is not confirmed yet."""
    given = {"who": "person", "name": "Ann Example", "country": "GB", "email": "ann@example.org", "language": "en"}
    return ask_endorsement(campaign, **{**given, **fields})


def adopted(campaign: Campaign, **fields: Any) -> Adoption:
    given = {"body": "association", "name": "Island Library Society", "country": "IE", "whole": True, "adopted_on": DAY, "decision": "resolution 7"}
    return ask_adoption(campaign, **{**given, "email": "office@example.org", "language": "en", **fields})
