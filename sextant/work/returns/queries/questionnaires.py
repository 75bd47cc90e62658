"""Questionnaires with their versions: shipped ones and those the site holds, which is valid for a year, and what changed between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from sextant.lab.returns.checking import of_questionnaire
from sextant.lab.returns.checking.rules import Rule
from sextant.lab.returns.questionnaires import Questionnaire
from sextant.lab.returns.questionnaires.comparing import ItemCompared, changes, compared
from sextant.lab.returns.questionnaires.reading import names
from sextant.work.returns import states
from sextant.work.returns.answering import said
from sextant.work.returns.models import QuestionnaireChange, QuestionnaireVersion, Round
from sextant.work.returns.queries.questions import parsed, shipped_text

SHIPPED = "shipped"


@dataclass(frozen=True)
class Held:
    """One version: the questionnaire, where it came from (`shipped`, or a word of `states.VERSION_ORIGINS`), and its last year, None where
    no later version follows. `row` is the stored version; `earlier` the version before it."""

    asked: Questionnaire
    text: str
    origin: str
    row: QuestionnaireVersion | None = None
    until: int | None = None
    earlier: Held | None = None

    @property
    def version(self) -> str:
        return self.asked.version

    @property
    def since(self) -> int:
        return self.asked.for_years[0]

    @property
    def title(self) -> str:
        return said(self.asked.title)

    @property
    def never(self) -> bool:
        """A later version took its place before its first year began."""
        return self.until is not None and self.until < self.since

    def get_absolute_url(self) -> str:
        return reverse("returns:questionnaire_version", args=[self.asked.code, self.version])


def versions_by_code() -> dict[str, list[Held]]:
    """Every questionnaire by its code, with its versions from the first to the newest."""
    found = {code: [Held(parsed(shipped_text(code)), shipped_text(code), SHIPPED)] for code in names()}
    for row in QuestionnaireVersion.objects.order_by("code", "number"):
        found.setdefault(row.code, []).append(Held(parsed(row.text), row.text, row.origin, row))
    return {code: _in_order(versions) for code, versions in sorted(found.items())}


def versions_of(code: str) -> list[Held]:
    """The versions of one questionnaire from the first to the newest; none where there is no such questionnaire."""
    found = [Held(parsed(shipped_text(code)), shipped_text(code), SHIPPED)] if code in names() else []
    found += [Held(parsed(row.text), row.text, row.origin, row) for row in QuestionnaireVersion.objects.filter(code=code).order_by("number")]
    return _in_order(found)


def _in_order(versions: list[Held]) -> list[Held]:
    """By their first years, those that the site stored after the shipped one; with the last year of each, and the one before it."""
    found: list[Held] = []
    versions = sorted(versions, key=lambda one: (one.since, one.row.number if one.row else 0))
    for place, one in enumerate(versions):
        following = versions[place + 1].since - 1 if place + 1 < len(versions) else one.asked.for_years[1]
        found.append(replace(one, until=following, earlier=found[-1] if found else None))
    return found


def valid_for(versions: list[Held], year: int) -> Held | None:
    """The version for a year, None where none asks about it."""
    return next((one for one in reversed(versions) if one.asked.asks_about(year)), None)


def newest(code: str) -> Held | None:
    versions = versions_of(code)
    return versions[-1] if versions else None


def round_choices() -> list[tuple[str, str]]:
    """Questionnaires for the form of a round: the version follows from the year."""
    found = []
    for code, versions in versions_by_code().items():
        valid = ", ".join(f"{one.version}: {_years(one)}" for one in versions if not one.never)
        found.append((code, f"{versions[-1].title} ({valid})"))
    return found


def _years(one: Held) -> str:
    return f"{one.since}–{'' if one.until is None else one.until}"


@dataclass(frozen=True)
class RuleCompared:
    """A check that was added, removed or put otherwise: its question in English and Russian, about which item."""

    state: str
    code: str
    label: str
    question: str


def items_changed(before: Questionnaire, after: Questionnaire) -> list[ItemCompared]:
    """Items that were added, removed, reworded, moved or asked otherwise."""
    return changes(compared(before, after))


def rules_changed(before: Questionnaire, after: Questionnaire) -> list[RuleCompared]:
    """Checks that differ between two versions; those about an item that came or went are told with the item, and not again here."""
    olds, news = ({(rule.code, rule.variable): rule for rule in of_questionnaire(asked).plain} for asked in (before, after))
    both = set(before.by_key) & set(after.by_key)
    found = []
    for key in [*olds, *(key for key in news if key not in olds)]:
        old, new = olds.get(key), news.get(key)
        if key[1] in both and not (old and new and (old.wrong, old.severity) == (new.wrong, new.severity)):
            state = "changed" if old and new else "added" if new else "removed"
            item = (after if new else before).by_key[key[1]]
            found.append(RuleCompared(state, key[0], said(item.label), _asked(new or old)))
    return found


def _asked(rule: Rule | None) -> str:
    """The question of a check, with dots where it names numbers of a return."""
    text = said(rule.question) if rule else ""
    return text.replace("{value}", "…").replace("{expected}", "…").replace("{before}", "…")


def version_asked(work: Round) -> Held | None:
    """The version that a round asks, None where the site holds it no more (a shipped one that was replaced); the round keeps its text."""
    return next((one for one in versions_of(work.questionnaire) if one.version == work.questionnaire_version), None)


def change_under_way(code: str) -> QuestionnaireChange | None:
    return QuestionnaireChange.objects.filter(questionnaire=code, state=states.UNDER_WAY).select_related("document").first()
