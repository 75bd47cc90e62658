"""A questionnaire as clauses of a document, and back: sections are chapters, items are clauses, the last paragraph tells how it is asked.

Heading and definition may be reworded in the document. Kind of answer, unit, choices and the like are kept as data of the clause and told in
its last paragraph; a paragraph that says something else than the data is refused before anybody reads or votes.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.words.fields import in_language
from sextant.lab.returns.questionnaires import Questionnaire
from sextant.lab.returns.questionnaires.comparing import ItemCompared, changes, compared
from sextant.lab.returns.questionnaires.describing import facts
from sextant.lab.returns.questionnaires.items import Item
from sextant.lab.returns.questionnaires.reading import QuestionnaireError, of_raw
from sextant.lab.returns.questionnaires.writing import item_as_raw
from sextant.lab.sentences import SaidError
from sextant.society.documents.clauses import ClauseDraft
from sextant.society.documents.models import Clause

LANGUAGES = ("ru", "en")
WORDS = ("label_en", "label_ru", "definition_en", "definition_ru")


def clauses_of(asked: Questionnaire) -> list[ClauseDraft]:
    """The clauses that a questionnaire is drafted as."""
    keys: set[str] = set()
    found: list[ClauseDraft] = []
    for section in asked.sections:
        chapter = _key("s", section.code, keys)
        words = {f"heading_{code}": section.title.sentence(code) for code in LANGUAGES}
        words |= {f"text_{code}": section.about.sentence(code) for code in LANGUAGES}
        found.append(ClauseDraft(key=chapter, data={"section": section.code}, **words))
        for item in section.items:
            found.append(_clause(item, _key("i", item.code, keys), chapter))
    return found


def _clause(item: Item, key: str, chapter: str) -> ClauseDraft:
    words = {f"heading_{code}": item.label.sentence(code) for code in LANGUAGES}
    words |= {f"text_{code}": f"{item.definition.sentence(code)}\n\n{facts(item, code)}" for code in LANGUAGES}
    data = {name: value for name, value in item_as_raw(item).items() if name not in WORDS}
    return ClauseDraft(key=key, part_of=chapter, data={"item": data}, **words)


def _key(kind: str, code: str, taken: set[str]) -> str:
    """A key of a clause made from a code, and not taken yet."""
    made = f"{kind}-{re.sub(r'[^a-z0-9]+', '-', code.lower()).strip('-')}"[:36].rstrip("-")
    key = made
    while key in taken:
        key = f"{made}-{len(taken)}"
    taken.add(key)
    return key


def read_back(clauses: list[Clause], base: Questionnaire, *, version: str, valid_from: int) -> Questionnaire:
    """The questionnaire that the clauses of a document are; title and introduction are those of the version that it was drafted from.

    Refused with a sentence that names the clause: one that says nothing of how it is asked, and a last paragraph that was reworded.
    """
    sections: list[dict[str, Any]] = []
    for head in (one for one in clauses if one.part_of_id is None):
        if "item" in head.data:
            raise ValidationError(_("The clause %(clause)s stands in no section. Put it into one.") % {"clause": head})
        code = head.data.get("section") or f"section_{head.key}".replace("-", "_")
        words = {f"title_{lang}": getattr(head, f"heading_{lang}") for lang in LANGUAGES}
        about: dict[str, Any] = {f"about_{lang}": getattr(head, f"text_{lang}") for lang in LANGUAGES}
        items = [_item(one) for one in clauses if one.part_of_id == head.pk]
        sections.append({"code": code, **words, "item": items, **(about if any(about.values()) else {})})
    raw: dict[str, Any] = {
        "code": base.code,
        "version": version,
        "title_en": base.title.en,
        "title_ru": base.title.ru,
        "languages": list(base.languages),
    }
    raw |= {"from": valid_from, "section": sections}
    if base.about.en:
        raw |= {"about_en": base.about.en, "about_ru": base.about.ru}
    try:
        asked = of_raw(raw, base.code)
    except QuestionnaireError as refusal:
        raise ValidationError(in_words(refusal)) from refusal
    _refuse_reworded_facts(clauses, asked)
    return asked


def _item(clause: Clause) -> dict[str, Any]:
    data = clause.data.get("item")
    if not isinstance(data, dict):
        sentence = _("The clause %(clause)s does not say how it is asked. Remove it, and add the item by a proposal, which asks for unit and kind.")
        raise ValidationError(sentence % {"clause": clause})
    words = {f"label_{code}": getattr(clause, f"heading_{code}") for code in LANGUAGES}
    return {**data, **words, **{f"definition_{code}": _parts(getattr(clause, f"text_{code}"))[0] for code in LANGUAGES}}


def _parts(text: str) -> tuple[str, str]:
    """Definition, and the last paragraph."""
    definition, _gap, last = text.replace("\r\n", "\n").strip().rpartition("\n\n")
    return definition.strip(), last.strip()


def _refuse_reworded_facts(clauses: list[Clause], asked: Questionnaire) -> None:
    for clause in clauses:
        if clause.part_of_id is None:
            continue
        item = asked.items[clause.data["item"]["code"]]
        for code in LANGUAGES:
            if _parts(getattr(clause, f"text_{code}"))[1] != facts(item, code):
                words = _(
                    "The last paragraph of the clause %(clause)s has to be: %(facts)s Put it back; unit, choices and the like are changed by a proposal."
                )
                raise ValidationError(words % {"clause": clause, "facts": facts(item, code)})


def in_words(refusal: SaidError) -> str:
    """What the lab says of a questionnaire, with its place, in the reader's language."""
    return in_language({code: refusal.sentence(code) for code in LANGUAGES})


SUMMARY = {
    "added": ("Added: {items}.", "Добавлено: {items}."),
    "removed": ("Not asked any more: {items}.", "Больше не спрашивается: {items}."),
    "changed": ("Asked otherwise: {items}.", "Изменено: {items}."),
    "same": ("Moved: {items}.", "Перенесено: {items}."),
}
NO_CHANGE = ("Nothing is changed yet.", "Пока ничего не изменено.")
HEAD = (
    "The questionnaire as it shall be asked for the years from {year} on, in place of version {version}.",
    "Анкета в том виде, в каком она будет действовать за годы начиная с {year}, вместо версии {version}.",
)


def summary_of(before: Questionnaire, after: Questionnaire) -> dict[str, str]:
    """The summary of the document in both languages: from which year, and what is changed."""
    rows = changes(compared(before, after))
    found = {}
    for place, code in enumerate(("en", "ru")):
        lines = [HEAD[place].format(year=after.for_years[0], version=before.version)]
        lines += [SUMMARY[state][place].format(items=_labels(rows, state, code)) for state in SUMMARY if any(row.state == state for row in rows)]
        found[f"summary_{code}"] = "\n\n".join(lines if rows else [*lines, NO_CHANGE[place]])
    return found


def _labels(rows: list[ItemCompared], state: str, code: str) -> str:
    return "; ".join(row.item.label.sentence(code) for row in rows if row.state == state)
