"""The rows as one thesaurus of the lab, and back from the file of a version."""

import hashlib
import json
from datetime import date
from typing import Any

from sextant.lab.thesaurus.concepts import Concept, Labels, Thesaurus, thesaurus
from sextant.lab.thesaurus.exporting import fields
from sextant.society.concepts.models import Concept as Row
from sextant.society.concepts.models import Label, Scheme

Texts = dict[tuple[int, str, str], list[str]]


def scheme() -> Scheme:
    """What the thesaurus is called; not saved where the site has none yet."""
    return Scheme.objects.first() or Scheme(pk=1, version="0", issued_on=date(1970, 1, 1))


def stored_thesaurus() -> Thesaurus:
    """Every concept of the site, the withdrawn ones too, in five queries."""
    rows = list(Row.objects.all())
    codes = {row.pk: row.code for row in rows}
    texts: Texts = {}
    for key, language, kind, text in Label.objects.order_by("pk").values_list("concept_id", "language", "kind", "text"):
        texts.setdefault((key, language, kind), []).append(text)
    above, beside = _links(Row.broader.through, codes), _links(Row.related.through, codes)
    head = scheme()
    return thesaurus(
        [_concept(row, texts, codes, tuple(above.get(row.pk, ())), tuple(beside.get(row.pk, ()))) for row in rows],
        version=head.version,
        on=head.issued_on,
        licence=head.licence,
        title=(head.title_en, head.title_ru),
        namespace=head.namespace,
    )


def fingerprint(whole: Thesaurus) -> str:
    """SHA-256 of the concepts in one canonical form, whatever the version and the day; the same concepts give the same fingerprint."""
    text = json.dumps([fields(one) for one in whole.concepts], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def mark_of(one: Concept) -> str:
    """Tells whether a concept has changed: the beginning of the SHA-256 of all its fields."""
    return hashlib.sha256(json.dumps(fields(one), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def thesaurus_of(values: dict[str, Any]) -> Thesaurus:
    """The thesaurus of a file that `lab.thesaurus.exporting.as_json` wrote, parsed."""
    return thesaurus(
        [_from_fields(one) for one in values["concepts"]],
        version=values["version"],
        on=date.fromisoformat(values["date"]),
        licence=values["licence"],
        title=(values["title_en"], values["title_ru"]),
        namespace=values["namespace"],
    )


def _links(through: Any, codes: dict[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one, other in through.objects.values_list("from_concept_id", "to_concept_id"):
        found.setdefault(one, []).append(codes[other])
    return found


def _concept(row: Row, texts: Texts, codes: dict[int, str], broader: tuple[str, ...], related: tuple[str, ...]) -> Concept:
    sides = {
        language: Labels(
            next(iter(texts.get((row.pk, language, Label.Kind.PREF), ())), row.label_ru if language == "ru" else row.label_en),
            tuple(texts.get((row.pk, language, Label.Kind.ALT), ())),
            tuple(texts.get((row.pk, language, Label.Kind.HIDDEN), ())),
            row.definition_ru if language == "ru" else row.definition_en,
        )
        for language in ("en", "ru")
    }
    return Concept(
        row.code,
        sides["en"],
        sides["ru"],
        broader=broader,
        related=related,
        notation=row.notation,
        top=row.is_top,
        deprecated=row.is_withdrawn,
        replaced_by=codes[row.replaced_by_id] if row.replaced_by_id else "",
        matches=tuple(row.matches),
    )


def _from_fields(values: dict[str, Any]) -> Concept:
    en, ru = (
        Labels(values[side], tuple(values[f"alt_{side}"]), tuple(values[f"hidden_{side}"]), values[f"definition_{side}"]) for side in ("en", "ru")
    )
    lists: dict[str, Any] = {name: tuple(values[name]) for name in ("broader", "related", "matches")}
    flags: dict[str, Any] = {name: values[name] for name in ("notation", "top", "deprecated", "replaced_by")}
    return Concept(values["id"], en, ru, **lists, **flags)
