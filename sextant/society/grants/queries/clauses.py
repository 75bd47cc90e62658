"""The clauses of an agreement with its own days and amounts filled in."""

import re

from django.utils import translation
from django.utils.formats import date_format

from sextant.base.words.fields import LANGUAGES
from sextant.base.words.money import money
from sextant.society.grants.models import Clause, Grant

PLACES = ("amount", "awarded_on", "starts_on", "ends_on", "report_on", "title", "pay_days", "return_days")
PAY_DAYS, RETURN_DAYS = 15, 30
"""Days within which an instalment is paid, and unspent money comes back, as the shipped clauses have it."""


def unknown_places(text: str) -> list[str]:
    """What stands in braces and cannot be filled in."""
    return [f"{{{name}}}" for name in re.findall(r"\{([^{}]*)\}", text) if name not in PLACES]


def _values(grant: Grant) -> dict[str, str]:
    last = grant.reports.order_by("-due_on").first()
    return {
        "amount": money(grant.amount_minor, grant.currency),
        "awarded_on": date_format(grant.awarded_on),
        "starts_on": date_format(grant.starts_on or grant.awarded_on),
        "ends_on": date_format(grant.ends_on) if grant.ends_on else "—",
        "report_on": date_format(last.due_on) if last else "—",
        "title": grant.title,
        "pay_days": str(PAY_DAYS),
        "return_days": str(RETURN_DAYS),
    }


def needs_of(grant: Grant) -> set[str]:
    """Which kinds of clauses hold for this grant."""
    needs = {""}
    needs |= {"report"} if grant.reports.exists() else set()
    needs |= {"milestones"} if grant.milestones.exists() else set()
    needs |= {"several"} if grant.instalments.count() > 1 else set()
    needs |= {"budget"} if grant.budget.exists() else set()
    return needs


def clauses_for(grant: Grant) -> list[dict[str, str]]:
    """The clauses that hold for a grant, each with `title_ru`, `title_en`, `text_ru`, `text_en`, ready to be kept with its agreement."""
    needs = needs_of(grant)
    filled: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            filled[language] = _values(grant)
    made: list[dict[str, str]] = []
    for row in Clause.objects.filter(is_on=True):
        if row.needs not in needs:
            continue
        one = {}
        for language in LANGUAGES:
            text = getattr(row, f"text_{language}")
            for name, value in filled[language].items():
                text = text.replace(f"{{{name}}}", value)
            one[f"title_{language}"], one[f"text_{language}"] = getattr(row, f"title_{language}"), text.replace("г..", "г.")
        made.append(one)
    return made
