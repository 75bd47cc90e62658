"""Clauses of a draft: handed in together, written one by one, moved and removed; numbers are counted anew after each."""

import secrets
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.documents.clauses import WORDS, ClauseDraft
from sextant.society.documents.models import Clause, Version

UP, DOWN = -1, 1


def new_key() -> str:
    """Eight characters that no other clause of the document is likely to have; a letter first, so that it may begin an anchor."""
    return f"k{secrets.token_hex(4)[1:]}"


def put_clauses(version: Version, drafts: Sequence[ClauseDraft]) -> None:
    """Writes clauses into an empty version. Refused: a key that comes twice, a chapter that is unknown or stands in a chapter itself.

    Called inside an action.
    """
    made: dict[str, Clause] = {}
    for place, draft in enumerate(drafts):
        key = draft.key or new_key()
        if key in made:
            raise ValidationError(_("Two clauses have the key “%(key)s”. A key names one clause.") % {"key": key})
        chapter = made.get(draft.part_of) if draft.part_of else None
        if draft.part_of and (chapter is None or chapter.part_of_id is not None):
            raise ValidationError(
                _("The clause “%(key)s” is put into “%(chapter)s”, which is no chapter before it.") % {"key": key, "chapter": draft.part_of}
            )
        clause = Clause(version=version, key=key, part_of=chapter, place=place, own_number=draft.number, data=dict(draft.data))
        for name in WORDS:
            setattr(clause, name, getattr(draft, name).strip())
        clause.clean_fields()
        clause.save()
        made[key] = clause
    arrange(version)


@in_turn
def replace_clauses(version: Version, *, clauses: Sequence[ClauseDraft], by: User | None) -> Version:
    """Hands the whole text of a draft in anew; what has a known key stays the same clause."""
    version = _draft(version)
    version.clauses.all().delete()
    put_clauses(version, clauses)
    _touch(version)
    record(verb="documents.replace_clauses", obj=version.document, by=by, after={"number": version.number, "clauses": len(clauses)})
    return version


@in_turn
def add_clause(version: Version, *, by: User | None, part_of: Clause | None = None, own_number: str = "", **words: str) -> Clause:
    """A new clause at the end of its chapter, or of the text."""
    version = _draft(version)
    clause = Clause(version=version, key=new_key(), place=version.clauses.count() + 1)
    _write(clause, part_of, own_number, words)
    clause.save()
    arrange(version)
    _touch(version)
    clause.refresh_from_db()
    record(verb="documents.add_clause", obj=version.document, by=by, after={"number": version.number, "clause": str(clause)})
    return clause


@in_turn
def save_clause(clause: Clause, *, revision: int, by: User | None, part_of: Clause | None = None, own_number: str = "", **words: str) -> Clause:
    """Writes heading and text of a clause of a draft. `revision` is the one that was read: had somebody saved since, it is refused, and
    nothing of theirs is overwritten. In another chapter the clause becomes the last one."""
    version = _draft(clause.version)
    clause = _clause(clause)
    if clause.revision != revision:
        at = date_format(timezone.localtime(clause.saved_at), "H:i")
        sentence = _(
            "Somebody else saved this clause at %(time)s, after you had opened it. Your words are in the form still, theirs stand beside it."
        )
        raise ValidationError(f"{sentence} {_('Bring the two together, and save again.')}" % {"time": at})
    if (part_of.pk if part_of else None) != clause.part_of_id:
        clause.place = version.clauses.count() + 1
    _write(clause, part_of, own_number, words)
    clause.revision += 1
    clause.save()
    arrange(version)
    clause.refresh_from_db()
    record(verb="documents.save_clause", obj=version.document, by=by, after={"number": version.number, "clause": str(clause)})
    return clause


@in_turn
def move_clause(clause: Clause, *, step: int, by: User | None) -> Clause:
    """Changes places with the neighbour before (UP) or after (DOWN) in the same chapter; a chapter takes its clauses along."""
    version = _draft(clause.version)
    clause = _clause(clause)
    beside = list(version.clauses.filter(part_of=clause.part_of_id))
    here = [one.pk for one in beside].index(clause.pk)
    there = here + step
    if not 0 <= there < len(beside):
        raise ValidationError(_("The clause is at the end already; it cannot be moved further."))
    other = beside[there]
    clause.place, other.place = other.place, clause.place
    clause.save(update_fields=["place"])
    other.save(update_fields=["place"])
    arrange(version)
    _touch(version)
    clause.refresh_from_db()
    record(verb="documents.move_clause", obj=version.document, by=by, after={"number": version.number, "clause": str(clause)})
    return clause


@in_turn
def remove_clause(clause: Clause, *, by: User | None) -> None:
    """Takes a clause out of a draft; in earlier versions it stays. A chapter that holds clauses is refused."""
    version = _draft(clause.version)
    clause = _clause(clause)
    if clause.parts.exists():
        raise ValidationError(_("This chapter still holds clauses. Move or remove them first."))
    said = str(clause)
    clause.delete()
    arrange(version)
    _touch(version)
    record(verb="documents.remove_clause", obj=version.document, by=by, before={"number": version.number, "clause": said})


def _write(clause: Clause, part_of: Clause | None, own_number: str, words: dict[str, str]) -> None:
    if part_of is not None:
        if part_of.version_id != clause.version_id or part_of.part_of_id is not None or part_of.pk == clause.pk:
            raise ValidationError({"part_of": _("Choose a chapter of this draft; a chapter stands in no other one.")})
        if clause.pk and clause.parts.exists():
            raise ValidationError({"part_of": _("This chapter holds clauses itself, and cannot be put into another one.")})
    clause.part_of, clause.own_number = part_of, own_number.strip()
    for name in WORDS:
        setattr(clause, name, words.get(name, getattr(clause, name)).strip())
    if not any(getattr(clause, name) for name in WORDS):
        raise ValidationError({"text_ru": _("Write a heading or a text, in one language at least.")})
    clause.clean_fields(exclude=["version", "part_of", "data"])


def arrange(version: Version) -> None:
    """Puts every chapter before its clauses and counts the numbers: 1, 1.1, 1.2, 2 …; a number of its own stays. Called inside an action."""
    rows = list(version.clauses.order_by("place", "id"))
    heads = [one for one in rows if one.part_of_id is None]
    place = 0
    for count, head in enumerate(heads, 1):
        head.place, head.number = place, head.own_number or str(count)
        parts = [one for one in rows if one.part_of_id == head.pk]
        for within, part in enumerate(parts, 1):
            part.place, part.number = place + within, part.own_number or f"{head.number}.{within}"
        place += len(parts) + 1
    Clause.objects.bulk_update(rows, ["place", "number"], batch_size=200)


def _draft(version: Version) -> Version:
    version = Version.objects.select_for_update(of=("self",)).select_related("document").get(pk=version.pk)
    if not version.is_draft:
        raise ValidationError(_("This version is frozen: others read it to comment or to vote. Begin the next version to change the text."))
    return version


def _clause(clause: Clause) -> Clause:
    found = Clause.objects.select_for_update(of=("self",)).filter(pk=clause.pk).first()
    if found is None:
        raise ValidationError(_("Somebody has removed this clause meanwhile. Load the page again."))
    return found


def _touch(version: Version) -> None:
    version.revision += 1
    version.save(update_fields=["revision"])
