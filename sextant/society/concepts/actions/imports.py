"""A SKOS file brought in: queued for reading, previewed, confirmed and stored whole, or thrown away."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import hold_record
from sextant.base.jobs.actions import after_commit
from sextant.lab.thesaurus.concepts import Thesaurus
from sextant.lab.thesaurus.reading import LARGEST
from sextant.society.concepts import states
from sextant.society.concepts.actions.writing import keep_last_number, write
from sextant.society.concepts.models import ImportLine, ThesaurusImport
from sextant.society.concepts.queries.whole import fingerprint, stored_thesaurus

Texts = tuple[str, str]
"""A sentence in Russian and in English."""


@dataclass(frozen=True)
class Told:
    """One line of the preview; `code` is that of the concept of ours."""

    kind: str
    texts: Texts
    code: str = ""
    place: str = ""


@dataclass(frozen=True)
class Plan:
    """What a file would do: our thesaurus before and after, the counts of `ThesaurusImport`, and the lines of the preview."""

    before: Thesaurus
    after: Thesaurus
    counts: dict[str, int]
    lines: list[Told] = field(default_factory=list)


def _moved(work: ThesaurusImport, target: str) -> ThesaurusImport:
    row = ThesaurusImport.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if target not in states.IMPORT_MOVES[row.state]:
        raise ValidationError(_("This file has moved on meanwhile. Look at it again."))
    row.state = target
    return row


@transaction.atomic
def begin_import(*, content: bytes, file_name: str, by: User | None) -> ThesaurusImport:
    """Takes a file and queues its reading; nothing of the thesaurus changes yet."""
    if not content:
        raise ValidationError({"file": _("The file is empty. Send a SKOS file in Turtle or RDF/XML.")})
    if len(content) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 20 MB. Export fewer concepts, or divide it.")})
    work = ThesaurusImport(file_name=file_name[:200], sha256=hashlib.sha256(content).hexdigest(), by=by)
    work.file.save(f"thesaurus{_ending(file_name)}", ContentFile(content), save=False)
    work.save()
    work.job = after_commit("concepts.read_import", by=by, import_id=work.pk)
    work.save(update_fields=["job"])
    record(verb="concepts.begin_import", obj=work, by=by, after={"file": work.file_name, "sha256": work.sha256})
    return work


def _ending(name: str) -> str:
    """The ending by which the format of a text may be told; none other is kept."""
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    return f".{ending}" if ending in {"ttl", "turtle", "nt", "n3", "rdf", "xml", "owl"} else ""


def refuse_import(work: ThesaurusImport, *, texts: Texts) -> None:
    """The file cannot be used, for that reason; the caller's transaction."""
    row = _moved(work, states.UNREADABLE)
    row.sentence_ru, row.sentence_en = (text[:600] for text in texts)
    row.save()


def keep_preview(work: ThesaurusImport, plan: Plan, *, texts: Texts = ("", "")) -> None:
    """Keeps what the file would do, for a person to look through; the caller's transaction."""
    row = _moved(work, states.PREVIEW)
    for name, value in plan.counts.items():
        setattr(row, name, value)
    row.seen = fingerprint(plan.before)
    row.sentence_ru, row.sentence_en = texts
    row.save()
    row.lines.all().delete()
    ImportLine.objects.bulk_create(_rows(row, plan.lines), batch_size=500)


def _rows(work: ThesaurusImport, lines: Iterable[Told]) -> list[ImportLine]:
    return [
        ImportLine(work=work, number=number, kind=one.kind, code=one.code, place=one.place[:300], text_ru=one.texts[0], text_en=one.texts[1])
        for number, one in enumerate(lines, 1)
    ]


@transaction.atomic
def confirm_import(work: ThesaurusImport, *, by: User | None) -> ThesaurusImport:
    """Yes: the file is stored by a job as the preview shows it."""
    row = _moved(work, states.STORING)
    row.job = after_commit("concepts.store_import", by=by, import_id=row.pk, user=by.pk if by else None)
    row.save()
    record(verb="concepts.confirm_import", obj=row, by=by, after={"read": row.read, "new": row.added, "joined": row.joined, "refused": row.refused})
    return row


@transaction.atomic
def discard_import(work: ThesaurusImport, *, by: User | None) -> ThesaurusImport:
    """No: nothing of the file is taken over, and the file goes."""
    row = _moved(work, states.DISCARDED)
    storage, name = row.file.storage, str(row.file.name)
    transaction.on_commit(lambda: storage.delete(name))
    row.file = ""
    row.save()
    row.lines.all().delete()
    record(verb="concepts.discard_import", obj=row, by=by, after={"file": row.file_name})
    return row


def store_import(work: ThesaurusImport, plan: Plan, *, by: User | None) -> bool:
    """Stores what was previewed, whole; False, and the preview anew, where our thesaurus is no longer the one it was made for. The
    caller's transaction."""
    hold_record()
    if fingerprint(stored_thesaurus()) != fingerprint(plan.before) or work.seen != fingerprint(plan.before):
        keep_preview(work, plan, texts=_in_both_languages())
        return False
    row = _moved(work, states.STORED)
    write(plan.before, plan.after)
    keep_last_number(one.id for one in plan.after.concepts)
    row.save()
    record(verb="concepts.store_import", obj=row, by=by, after={"read": row.read, "new": row.added, "joined": row.joined, "refused": row.refused})
    return True


def _in_both_languages() -> Texts:
    said = []
    for language in ("ru", "en"):
        with override(language):
            said.append(_("The thesaurus was changed while you looked the file through, so nothing was stored. This is what it would do now."))
    return said[0], said[1]
