"""Concepts added, changed, withdrawn, taken into use again, and removed as long as nobody has met them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.search.actions import remove
from sextant.lab.thesaurus.concepts import Concept as Term
from sextant.lab.thesaurus.concepts import Labels, tidy
from sextant.lab.thesaurus.exporting import fields
from sextant.society.concepts.actions.writing import next_code, with_changed, write
from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.whole import mark_of, stored_thesaurus


@dataclass(frozen=True)
class Wish:
    """What a curator wants a concept to be: labels and definition of both languages, where it stands, and the rest."""

    ru: Labels
    en: Labels
    broader: Sequence[Concept] = ()
    related: Sequence[Concept] = ()
    is_top: bool = False
    notation: str = ""
    matches: Sequence[str] = ()


def _wished(code: str, wish: Wish, before: Term | None) -> Term:
    made = Term(
        code,
        wish.en,
        wish.ru,
        broader=tuple(one.code for one in wish.broader),
        related=tuple(one.code for one in wish.related),
        notation=wish.notation,
        top=wish.is_top,
        matches=tuple(wish.matches),
    )
    return replace(made, deprecated=before.deprecated, replaced_by=before.replaced_by) if before else made


def _told(before: Term | None, after: Term) -> dict[str, Any]:
    """`before` and `after` of the record: the fields that differ."""
    old, new = fields(before) if before else {}, fields(after)
    names = [name for name in new if name != "id" and old.get(name, type(new[name])()) != new[name]]
    return {"before": {name: old[name] for name in names if name in old}, "after": {name: new[name] for name in names}}


@in_turn
def add_concept(wish: Wish, *, by: User | None) -> Concept:
    """A new concept under a code that was never given. Refused where it would break a law: no broader concept, a label that another one has …"""
    before = stored_thesaurus()
    after = with_changed(before, _wished(next_code(), wish, None))
    code = next(one.id for one in after.concepts if one.id not in before.by_id)
    write(before, after)
    row = Concept.objects.get(code=code)
    record(verb="concepts.add_concept", obj=row, by=by, **_told(None, after.by_id[code]))
    return row


@in_turn
def save_concept(concept: Concept, wish: Wish, *, seen: str = "", by: User | None) -> Concept:
    """Changes labels, definition and place of a concept; refused where a law would be broken, and where it is no longer as it was `seen` (its
    mark, see `queries.whole.mark_of`; empty: not asked). Nothing is recorded where nothing changed."""
    before = stored_thesaurus()
    old = before.by_id[concept.code]
    if seen and seen != mark_of(old):
        raise ValidationError(
            _("Somebody changed this concept while you were writing. Open it again in another window and write your change into it.")
        )
    after = with_changed(before, _wished(concept.code, wish, old))
    if write(before, after):
        record(verb="concepts.save_concept", obj=concept, by=by, **_told(old, after.by_id[concept.code]))
    concept.refresh_from_db()
    return concept


@in_turn
def add_synonym(concept: Concept, *, language: str, text: str, by: User | None) -> bool:
    """One more synonym; False where the concept has that label already. Refused where another concept has it."""
    before = stored_thesaurus()
    old = before.by_id[concept.code]
    after = with_changed(before, _relabelled(old, language, (*old.labels(language).alt, tidy(text))))
    if text in old.labels(language):
        return False
    write(before, after)
    record(verb="concepts.save_concept", obj=concept, by=by, **_told(old, after.by_id[concept.code]))
    return True


@in_turn
def drop_synonym(concept: Concept, *, language: str, text: str, by: User | None) -> None:
    """Takes a synonym away; nothing happens where it is gone already."""
    before = stored_thesaurus()
    old = before.by_id[concept.code]
    after = with_changed(before, _relabelled(old, language, [one for one in old.labels(language).alt if one != tidy(text)]))
    if write(before, after):
        record(verb="concepts.save_concept", obj=concept, by=by, **_told(old, after.by_id[concept.code]))


def _relabelled(one: Term, language: str, alt: Sequence[str]) -> Term:
    labels = replace(one.labels(language), alt=tuple(alt))
    return replace(one, ru=labels) if language == "ru" else replace(one, en=labels)


@in_turn
def withdraw_concept(concept: Concept, *, successor: Concept | None, by: User | None) -> Concept:
    """Takes a concept out of use. What stood under it moves to the successor, or else to what is broader; where there is neither, it is refused.

    Texts that use its labels land on the successor from now on."""
    before = stored_thesaurus()
    old = before.by_id[concept.code]
    if old.deprecated:
        raise ValidationError(_("This concept is withdrawn already."))
    if successor is not None and (successor.pk == concept.pk or successor.is_withdrawn):
        raise ValidationError({"successor": _("The successor is another concept that is in use.")})
    home = (successor.code,) if successor else tuple(code for code in old.broader if not before.by_id[code].deprecated)
    below = [before.by_id[code] for code in before.narrower.get(old.id, ()) if not before.by_id[code].deprecated]
    if below and not home:
        names = ", ".join(one.ru.pref for one in below[:5])
        raise ValidationError(
            {"successor": _("Narrower concepts would hang nowhere: %(names)s. Name a successor, or move them first.") % {"names": names}}
        )
    moved = [_moved(one, old, home) for one in below]
    gone = replace(old, deprecated=True, replaced_by=successor.code if successor else "", related=(), top=False)
    after = with_changed(before, *moved, gone)
    write(before, after)
    record(
        verb="concepts.withdraw_concept",
        obj=concept,
        by=by,
        after={"successor": successor.code if successor else None, "moved": [one.id for one in moved]},
    )
    concept.refresh_from_db()
    return concept


def _moved(one: Term, old: Term, home: tuple[str, ...]) -> Term:
    """A narrower concept under its new home; a successor that stood under the concept takes the place of it."""
    kept = [code for code in one.broader if code != old.id]
    new = old.broader if one.id in home else home
    broader = tuple({code: None for code in (*kept, *new) if code != one.id})
    return replace(one, broader=broader, top=one.top or (old.top and not broader))


@in_turn
def restore_concept(concept: Concept, *, by: User | None) -> Concept:
    """Takes a withdrawn concept into use again, where it stood; refused where its labels or its place are taken meanwhile."""
    before = stored_thesaurus()
    old = before.by_id[concept.code]
    if not old.deprecated:
        raise ValidationError(_("This concept is in use."))
    living = tuple(code for code in old.broader if not before.by_id[code].deprecated)
    write(before, with_changed(before, replace(old, deprecated=False, replaced_by="", broader=living, top=not living)))
    record(verb="concepts.restore_concept", obj=concept, by=by, before={"successor": old.replaced_by or None})
    concept.refresh_from_db()
    return concept


@in_turn
def remove_concept(concept: Concept, *, by: User | None) -> None:
    """Removes a concept that no version has published and nothing stands on; its code is not given again. Else it is to be withdrawn."""
    before = stored_thesaurus()
    if _is_used_elsewhere(concept):
        raise ValidationError(_("“%(name)s” is in use elsewhere on the site. Withdraw it instead.") % {"name": concept})
    if concept.changes.exists() or before.narrower.get(concept.code) or concept.replaces.exists():
        raise ValidationError(_("“%(name)s” has been published, or other concepts stand on it. Withdraw it instead.") % {"name": concept})
    record(
        verb="concepts.remove_concept", obj=concept, by=by, before={"code": concept.code, "label_ru": concept.label_ru, "label_en": concept.label_en}
    )
    remove(concept)
    concept.delete()


def _is_used_elsewhere(concept: Concept) -> bool:
    """Whether a row of another house points to it, whatever that house is."""
    ties = [tie for tie in Concept._meta.related_objects if tie.related_model._meta.app_label != Concept._meta.app_label]
    return any(tie.related_model._base_manager.filter(**{tie.field.name: concept}).exists() for tie in ties)
