"""The one way in which the thesaurus changes: a change of the lab's thesaurus, its laws asked, then the rows brought up to it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from sextant.base.jobs.actions import once_waiting
from sextant.base.search.actions import index_many
from sextant.lab.thesaurus.concepts import Concept as Term
from sextant.lab.thesaurus.concepts import Thesaurus, with_concepts
from sextant.lab.thesaurus.laws import check
from sextant.society.concepts.actions.starting import labels_of
from sextant.society.concepts.models import Concept, Label, Scheme
from sextant.society.concepts.queries.whole import scheme

MOST_SENTENCES = 6
INDEXED_AT_ONCE = 100
"""Above so many changed concepts the search is brought up to date by a job, so that a large import holds the database for a shorter time."""
FIELDS = ("label_en", "label_ru", "definition_en", "definition_ru", "notation", "is_top", "is_withdrawn", "matches")


def with_changed(whole: Thesaurus, *changed: Term) -> Thesaurus:
    """The thesaurus with these concepts in place of those of the same codes, or added. A related link that a changed concept drops is
    dropped from the other side as well."""
    new = {one.id: one for one in changed}
    kept = [new.get(one.id) or _unrelated(one, new) for one in whole.concepts]
    return with_concepts(whole, [*kept, *(one for code, one in new.items() if code not in whole.by_id)])


def write(before: Thesaurus, after: Thesaurus) -> list[Concept]:
    """Brings the rows, which are `before`, up to `after`, and makes what changed findable, at once or by a job; gives the changed rows.
    Refused where a law is broken that held before. The caller holds the transaction (`base.audit.turns.in_turn`) and writes the record."""
    refuse_breaches(before, after)
    changed = [one for one in after.concepts if before.by_id.get(one.id) != one]
    if not changed:
        return []
    rows = _rows(before, changed)
    _write_labels(rows, before, changed)
    _write_links(rows, changed)
    if len(changed) > INDEXED_AT_ONCE:
        once_waiting("concepts.index_all")
    else:
        index_many(Concept.objects.filter(code__in=[one.id for one in changed]).prefetch_related("labels"))
    return list(rows.values())


def refuse_breaches(before: Thesaurus, after: Thesaurus) -> None:
    """Refuses with the sentence of each law that `after` breaks and `before` did not."""
    held = set(check(before))
    broken = [one for one in check(after) if one not in held]
    if broken:
        language = (get_language() or "ru")[:2]
        raise ValidationError([one.sentence(language) for one in broken[:MOST_SENTENCES]])


def next_code() -> str:
    """A code that was never given; its number is kept at once."""
    kept = scheme()
    newest = Concept.objects.order_by("-pk").values_list("code", flat=True)
    kept.last_number = max([kept.last_number, *(int(code[1:]) for code in newest)]) + 1
    kept.save()
    return f"c{kept.last_number:04d}"


def keep_last_number(codes: Iterable[str]) -> None:
    """Remembers codes that were given elsewhere (an import numbers its own)."""
    highest = max((int(code[1:]) for code in codes), default=0)
    Scheme.objects.filter(pk=1, last_number__lt=highest).update(last_number=highest)


def _unrelated(one: Term, new: dict[str, Term]) -> Term:
    gone = [other for other in one.related if other in new and one.id not in new[other].related]
    return _without(one, gone) if gone else one


def _without(one: Term, gone: list[str]) -> Term:
    return replace(one, related=tuple(other for other in one.related if other not in gone))


def _rows(before: Thesaurus, changed: list[Term]) -> dict[str, Concept]:
    """The rows of the changed concepts by code, new ones made, with their plain fields."""
    rows = {row.code: row for row in Concept.objects.filter(code__in=[one.id for one in changed])}
    fresh = [_filled(Concept(code=one.id), one) for one in changed if one.id not in rows]
    old = [_filled(rows[one.id], one) for one in changed if one.id in rows]
    for row in (*fresh, *old):
        row.full_clean(exclude=["broader", "related", "replaced_by"], validate_unique=False, validate_constraints=False)
    Concept.objects.bulk_create(fresh)
    rows |= {row.code: row for row in fresh}
    successors = {one.id: one.replaced_by for one in changed}
    keys = dict(Concept.objects.filter(code__in=[code for code in successors.values() if code]).values_list("code", "pk"))
    for row in rows.values():
        row.replaced_by_id = keys.get(successors[row.code])
    replaced = [row for row in fresh if row.replaced_by_id]
    Concept.objects.bulk_update(old, [*FIELDS, "replaced_by"], batch_size=100)
    Concept.objects.bulk_update(replaced, ["replaced_by"], batch_size=100)
    return rows


def _filled(row: Concept, one: Term) -> Concept:
    row.label_en, row.label_ru = one.en.pref, one.ru.pref
    row.definition_en, row.definition_ru = one.en.definition, one.ru.definition
    row.notation, row.is_top, row.is_withdrawn, row.matches = one.notation, one.top, one.deprecated, list(one.matches)
    return row


def _write_labels(rows: dict[str, Concept], before: Thesaurus, changed: list[Term]) -> None:
    """Label rows of concepts whose labels changed; a label that stays keeps its row. Who is no longer preferred steps down first, since
    a concept has one preferred label in a language at any moment."""
    moved = [one for one in changed if one.id not in before.by_id or (before.by_id[one.id].en, before.by_id[one.id].ru) != (one.en, one.ru)]
    kept = {(label.concept_id, label.language, label.folded): label for label in Label.objects.filter(concept__in=[rows[one.id] for one in moved])}
    wanted = {(label.concept_id, label.language, label.folded): label for one in moved for label in labels_of(rows[one.id], one)}
    Label.objects.filter(pk__in=[label.pk for key, label in kept.items() if key not in wanted]).delete()
    differing = [(kept[key], label) for key, label in wanted.items() if key in kept and (kept[key].kind, kept[key].text) != (label.kind, label.text)]
    Label.objects.filter(pk__in=[old.pk for old, new in differing if new.kind != Label.Kind.PREF]).update(kind=Label.Kind.ALT)
    for old, new in differing:
        old.kind, old.text = new.kind, new.text
    Label.objects.bulk_update([old for old, _new in differing], ["kind", "text"], batch_size=200)
    Label.objects.bulk_create([label for key, label in wanted.items() if key not in kept], batch_size=500)


def _write_links(rows: dict[str, Concept], changed: list[Term]) -> None:
    """Broader and related of the changed concepts; of a related pair both sides are among the changed. A link that stays keeps its row."""
    codes = {code for one in changed for code in (*one.broader, *one.related)}
    keys = dict(Concept.objects.filter(code__in=codes).values_list("code", "pk"))
    own = [row.pk for row in rows.values()]
    links: tuple[tuple[Any, str], ...] = ((Concept.broader.through, "broader"), (Concept.related.through, "related"))
    for through, name in links:
        wanted = {(rows[one.id].pk, keys[code]) for one in changed for code in getattr(one, name)}
        kept = {(link.from_concept_id, link.to_concept_id): link.pk for link in through.objects.filter(from_concept__in=own)}
        through.objects.filter(pk__in=[pk for pair, pk in kept.items() if pair not in wanted]).delete()
        new = sorted(wanted - kept.keys())
        through.objects.bulk_create([through(from_concept_id=one, to_concept_id=other) for one, other in new], batch_size=500)
