"""An adopted plan as accessible PDF (PDF/UA-1) set by Typst."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.exports.typeset import typeset
from sextant.base.ui.numerals import written
from sextant.base.words.money import money
from sextant.work.planning.models import Version
from sextant.work.planning.queries.content import words
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.queries.shown import shown_goals

TEMPLATE = Path(__file__).parent / "typst" / "plan.typ"


def _goal(goal: dict[str, Any], currency: str) -> dict[str, Any]:
    return {
        "title": goal["title"],
        "about": goal["about"],
        "guideline": goal["guideline"][0] if goal["guideline"] else "",
        "costs": [[one["title"], *(_amount(sum_, currency) for sum_ in one["sums"])] for one in goal["initiatives"]],
        "targets": [
            [
                f"{one['title']}, {one['unit']}" if one["unit"] else one["title"],
                *("—" if value is None else written(value) for value in one["targets"]),
            ]
            for one in goal["indicators"]
        ],
    }


def _amount(amount: int | None, currency: str) -> str:
    return money(amount, currency) if amount else "—"


def _words(version: Version) -> dict[str, Any]:
    plan, content = version.plan, version.content
    currency, years = content["currency"], [str(year) for year in range(content["first_year"], content["last_year"] + 1)]
    gap = [[str(one.year), *(money(amount, currency) for amount in (one.needed, one.secured, one.missing))] for one in gap_of(plan, content)]
    return {
        "language": (translation.get_language() or "ru")[:2],
        "title": words(content),
        "owner": plan.owner_name or _("Plan of the association"),
        "dated": _("Version %(number)s, adopted on %(day)s") % {"number": version.number, "day": date_format(version.adopted_on)},
        "about": words(content, "about"),
        "years": years,
        "costs_title": _("What is done, and what it costs"),
        "targets_title": _("How it is seen: targets"),
        "goals": [_goal(goal, currency) for goal in shown_goals(content)],
        "gap_title": _("What is needed, what is there, what is missing"),
        "gap_head": [_("Year"), _("Needed"), _("Secured"), _("Missing")],
        "gap": gap,
        "fingerprint": _("Fingerprint of the adopted text: %(digest)s") % {"digest": version.fingerprint},
    }


def plan_pdf(version: Version) -> bytes:
    """The version in the active language. Raises ValidationError with a sentence when it cannot be set."""
    return typeset(TEMPLATE, _words(version))
