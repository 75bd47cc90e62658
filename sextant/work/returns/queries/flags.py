"""What the checks ask about a return, as it is kept beside it and shown in both languages."""

from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from sextant.base.words.fields import in_language
from sextant.lab.returns.checking import RuleSet, as_json, check_return, of_questionnaire
from sextant.lab.returns.checking.expectations import Expectations
from sextant.lab.returns.questionnaires import Item, Questionnaire
from sextant.work.returns.models import Learned, Round, Submission
from sextant.work.returns.queries.questions import parsed, questionnaire_of


@lru_cache(maxsize=32)
def _rules(text: str) -> RuleSet:
    return of_questionnaire(parsed(text))


def rules_of(work: Round) -> RuleSet:
    """The rules that go with the questionnaire of a round."""
    return _rules(work.questionnaire_text)


@lru_cache(maxsize=8)
def _expectations(learned: int) -> Expectations:
    return Expectations.from_json(Learned.objects.get(pk=learned).expectations)


def expectations_of(work: Round) -> Expectations | None:
    """What earlier years let expect, where it was learned; asked once for each round object."""
    if not hasattr(work, "_learned_key"):
        work._learned_key = Learned.objects.filter(round=work).values_list("pk", flat=True).first()  # type: ignore[attr-defined]
    key = work._learned_key  # type: ignore[attr-defined]
    return _expectations(key) if key is not None else None


def statuses_of(asked: Questionnaire, answers: dict[str, Any]) -> dict[str, str]:
    """Why items have no number: the reason given, or `missing` where nothing was said."""
    return {key: answers[key]["status"] if key in answers else "missing" for key in asked.by_key if key not in answers or answers[key]["status"]}


def numbers_of(asked: Questionnaire, answers: dict[str, Any]) -> dict[str, Any]:
    return {key: answers[key]["value"] for key, item in asked.by_key.items() if item.is_number and answers.get(key, {}).get("value") is not None}


def flags_of(row: Submission, previous: dict[str, Any]) -> list[dict[str, Any]]:
    """Every question about the answers that stand: rule, item, severity, the value it is about (`shown`), what was expected, and the words."""
    asked = questionnaire_of(row.round)
    rules, peers = rules_of(row.round), expectations_of(row.round)
    numbers, statuses = numbers_of(asked, row.answers), statuses_of(asked, row.answers)
    found = check_return(rules, numbers, statuses, previous, peers, region=row.library.region)
    blank_rules = {rule.code for rule in rules.plain if rule.kind == "blank"}
    blank = [_blank(item) for key, item in asked.by_key.items() if item.required and not item.is_number and key not in row.answers]
    return blank + [
        {
            "rule": flag.rule,
            "item": flag.variable,
            "severity": flag.severity,
            "blank": flag.rule in blank_rules,
            "shown": "" if flag.value is None else str(flag.value),
            "expected": flag.expected,
            "en": flag.message.en,
            "ru": flag.message.ru,
        }
        for flag in found
    ]


def _blank(item: Item) -> dict[str, Any]:
    """What must be answered in words or by a choice, and is not; the rules speak of numbers only."""
    said = {}
    for language in ("en", "ru"):
        with translation.override(language):
            said[language] = _("“%(item)s” is not answered yet. Answer it, or say that it is not known.") % {"item": item.label.sentence(language)}
    return {"rule": "answer_required", "item": item.key, "severity": "hard", "blank": True, "shown": "", "expected": None, **said}


def question_of(flag: dict[str, Any]) -> str:
    """The question in the reader's language."""
    return in_language({"en": flag["en"], "ru": flag["ru"]})


def for_the_browser(work: Round) -> dict[str, Any]:
    """The same rules as data, for the form that asks before it saves."""
    return as_json(rules_of(work))
