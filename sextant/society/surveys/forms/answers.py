"""Answers as a page or a script sends them: the controls are those of the questionnaire, so the questionnaire itself reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.lab.surveys.answers import Raw, read_questions
from sextant.lab.surveys.questionnaires import Answers, Questionnaire

LARGEST = 1_000_000


@dataclass(frozen=True)
class Given:
    """What was sent: answers, what is wrong by question, and the page on which the reader stands."""

    answers: Answers
    errors: dict[str, str]
    page: int


def given(whole: Questionnaire, raw: Raw, page: Any, language: str) -> Given:
    """All pages are sent at once; a page that makes no sense is the first."""
    answers, wrong = read_questions(list(whole.questions()), raw)
    number = int(page) if str(page).isdecimal() and len(str(page)) < 5 else 1
    return Given(answers, {code: said.sentence(language) for code, said in wrong.items()}, min(max(number, 1), len(whole.pages) + 1))


@dataclass(frozen=True)
class Sent:
    """What the script sends: raw values by control, the page, whether they are final."""

    raw: Mapping[str, list[str]]
    page: int
    complete: bool


def sent(body: bytes) -> Sent:
    """Read from JSON `{"answers": {name: [text, …]}, "page": n, "complete": bool}`; refused where it is something else."""
    refusal = ValidationError(_("This is not what the page sends. Load the page again."))
    if len(body) > LARGEST:
        raise refusal
    try:
        table = json.loads(body)
    except (ValueError, RecursionError):
        raise refusal from None
    raw = table.get("answers") if isinstance(table, dict) else None
    if not isinstance(raw, dict) or not all(isinstance(values, list) and all(isinstance(one, str) for one in values) for values in raw.values()):
        raise refusal
    page = table.get("page")
    return Sent(raw, page if type(page) is int else 1, table.get("complete") is True)
