"""What published Delphi studies tell the trend radar: each question with a number as its answer, and what the panel said last."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.measures.radar import NUMBER, SHARE, YEAR, Fact, Telling
from sextant.base.measures.registry import SMALL_CELL
from sextant.work.delphi import states
from sextant.work.delphi.models import Item, Round, Study


def told_to_radar() -> Iterator[Telling]:
    """From the frozen report of the last round; questions that fewer than five answered are left out."""
    for study in Study.objects.filter(state=states.PUBLISHED).prefetch_related("items", "rounds").order_by("pk"):
        last = max((one for one in study.rounds.all() if one.report), key=lambda one: one.number, default=None)
        for item in study.items.all() if last else ():
            told = last.report["items"].get(str(item.pk), {})  # type: ignore[union-attr]
            if item.is_number and told.get("people", 0) >= SMALL_CELL:
                yield _telling(study, item, last, told["people"], told["parts"][str(item.pk)])


def _telling(study: Study, item: Item, last: Round | None, people: int, part: dict[str, Any]) -> Telling:
    page = reverse("delphi:round", args=[last.pk if last else 0]) + f"#item-{item.pk}"
    form, decimals = (YEAR, 0) if item.is_year else (NUMBER, 1)
    facts = (
        Fact(_("median"), part["median"], page, decimals, form),
        Fact(_("lower quartile"), part["q1"], page, decimals, form),
        Fact(_("upper quartile"), part["q3"], page, decimals, form),
        Fact(_("share of answers within the band"), round(part["within"], 4), page, 0, SHARE),
        Fact(_("experts who answered"), people, page),
    )
    scale = {"low": item.low, "high": item.high, "low_label": item.low_label, "high_label": item.high_label}
    named = _("On a scale from %(low)s (%(low_label)s) to %(high)s (%(high_label)s).") if item.low_label and item.high_label else ""
    about = " ".join(
        filter(None, (_("A panel of experts answered in the study “%(study)s”.") % {"study": study.title}, named % scale if named else ""))
    )
    assert study.published_on is not None
    return Telling(f"item:{item.pk}", study.published_on, item.text[:200], about, page, facts)
