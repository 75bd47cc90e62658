"""Studies, panels and rounds for tests."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sextant.base.jobs.worker import perform_here
from sextant.work.delphi.actions.rounds import answer, close_round, open_round
from sextant.work.delphi.actions.studies import consent, invite, save_item, save_study
from sextant.work.delphi.models import Item, Panelist, Round, Study


def a_study(**fields: Any) -> Study:
    return save_study(None, by=None, **{"title_ru": "Исследование", "title_en": "A study", **fields})


def a_number(study: Study, **fields: Any) -> Item:
    """An item on a scale from 1 to 7."""
    return save_item(study, None, by=None, **{"text_ru": "Вопрос?", "text_en": "How important?", "low": 1, "high": 7, **fields})


def a_panel(study: Study, number: int) -> list[Panelist]:
    """People who take part."""
    made = [invite(study, name=f"Expert {place}", email=f"expert{place}@example.org", language="en", by=None) for place in range(number)]
    return [consent(one, on=timezone.localdate()) for one in made]


def opened(study: Study) -> Round:
    today = timezone.localdate()
    return open_round(study, closes_on=today + timedelta(days=7), today=today, by=None)


def said(panel: list[Panelist], item: Item, values: list[Any], **fields: Any) -> None:
    for panelist, value in zip(panel, values, strict=False):
        answer(panelist, item, value=value, today=timezone.localdate(), **fields)


def closed(study: Study) -> Round:
    """The round that runs, closed, with its report."""
    one = close_round(study, today=timezone.localdate(), by=None)
    perform_here(one.job)
    return Round.objects.get(pk=one.pk)
