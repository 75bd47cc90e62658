"""The clauses of a contract with its own days and amounts filled in."""

import re

from django.utils import translation
from django.utils.formats import date_format

from sextant.base.words.fields import LANGUAGES
from sextant.base.words.money import money
from sextant.work.paid_services.models import Clause, Contract

PLACES = ("since", "until", "total", "advance", "advance_percent", "pay_days", "answer_days")
ANSWER_DAYS = 5
"""Working days within which a customer answers an act, as the shipped clauses have it."""


def unknown_places(text: str) -> list[str]:
    """What stands in braces and cannot be filled in."""
    return [f"{{{name}}}" for name in re.findall(r"\{([^{}]*)\}", text) if name not in PLACES]


def _values(contract: Contract) -> dict[str, str]:
    return {
        "since": date_format(contract.since),
        "until": date_format(contract.until),
        "total": money(contract.total_minor, contract.currency),
        "advance": money(contract.advance_minor, contract.currency),
        "advance_percent": str(contract.advance_percent),
        "pay_days": str(contract.pay_days),
        "answer_days": str(ANSWER_DAYS),
    }


def clauses_for(contract: Contract) -> list[dict[str, str]]:
    """The clauses that hold for a contract, each with `title_ru`, `title_en`, `text_ru`, `text_en`, ready to be kept with it."""
    needed = Clause.ADVANCE if contract.advance_percent else Clause.NO_ADVANCE
    made: list[dict[str, str]] = []
    rows = [row for row in Clause.objects.filter(is_on=True) if row.needs in ("", needed)]
    filled: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            filled[language] = _values(contract)
    for row in rows:
        one = {}
        for language in LANGUAGES:
            text = getattr(row, f"text_{language}")
            for name, value in filled[language].items():
                text = text.replace(f"{{{name}}}", value)
            one[f"title_{language}"], one[f"text_{language}"] = getattr(row, f"title_{language}"), text.replace("г..", "г.")
        made.append(one)
    return made
