"""Suggestions kept, accepted or refused by a person, and a decision undone."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.lab.thesaurus.concepts import Labels, fold, tidy
from sextant.society.concepts import states
from sextant.society.concepts.actions.concepts import Wish, add_concept, add_synonym, drop_synonym, remove_concept
from sextant.society.concepts.models import Concept, Label, Suggestion, TextFile

LONGEST = 200
LARGEST = 10_000_000
"""Bytes of a file of texts; some ten thousand abstracts."""
LONGEST_EXAMPLE = 400
BATCH = 500


class Near(Protocol):
    """A concept near to a term."""

    @property
    def concept(self) -> str: ...


class Term(Protocol):
    """A term as `lab.thesaurus.suggesting.Suggestion` gives it."""

    @property
    def term(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def frequency(self) -> int: ...
    @property
    def works(self) -> int: ...
    @property
    def c_value(self) -> float: ...
    @property
    def examples(self) -> Sequence[str]: ...
    @property
    def near(self) -> Sequence[Near]: ...


@in_turn
def keep(rows: Iterable[Term], *, source: str, by: User | None = None, is_demo: bool = False) -> dict[str, int]:
    """Keeps terms that the thesaurus lacks, for a person to decide; `source` says in words where they come from.

    Terms given = `new` + `renewed` (waiting already: the numbers are those of now) + `decided` (a person has decided, nothing changes)
    + `known` (a label by now) + `refused` (empty, or longer than 200 characters)."""
    counts = dict.fromkeys(("new", "renewed", "decided", "known", "refused"), 0)
    given = list({(one.language, fold(one.term)): one for one in rows}.items())
    kept = {(one.language, one.folded): one for one in Suggestion.objects.all()} if given else {}
    known = set(Label.objects.values_list("language", "folded")) if given else set()
    fresh: list[Suggestion] = []
    for (language, folded), one in given:
        row = kept.get((language, folded))
        fate = _fate(row, folded, (language, folded) in known)
        counts[fate] += 1
        if fate in ("new", "renewed"):
            fresh.append(_filled(row or Suggestion(language=language, folded=folded, is_demo=is_demo), one, source))
    names = ["term", "weight", "frequency", "works", "examples", "near", "source"]
    Suggestion.objects.bulk_update([row for row in fresh if row.pk], names, batch_size=BATCH)
    Suggestion.objects.bulk_create([row for row in fresh if not row.pk], batch_size=BATCH)
    if given:
        record(verb="concepts.keep_suggestions", by=by, after={"source": source, **counts})
    return counts


def _fate(row: Suggestion | None, folded: str, known: bool) -> str:
    if not folded or len(folded) > LONGEST:
        return "refused"
    if row is not None and row.state != states.SUGGESTED:
        return "decided"
    if known:
        return "known"
    return "renewed" if row is not None else "new"


def _filled(row: Suggestion, one: Term, source: str) -> Suggestion:
    row.term, row.weight, row.frequency, row.works, row.source = tidy(one.term)[:LONGEST], one.c_value, one.frequency, one.works, source[:LONGEST]
    row.examples = [text[:LONGEST_EXAMPLE] for text in one.examples]
    row.near = [near.concept for near in one.near]
    return row


@transaction.atomic
def bring_texts(*, content: bytes, file_name: str, kind: str, least: int, by: User | None) -> TextFile:
    """Takes a file of texts or keywords and queues the search for terms in it. Refused where it is empty, larger than 10 MB or not in UTF-8."""
    if not content.strip():
        raise ValidationError({"file": _("The file is empty. Send one with a text on each line.")})
    if len(content) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 10 MB. Divide it and send the parts one by one.")})
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise ValidationError({"file": _("The file is not in UTF-8 (byte %(place)s). Save it in UTF-8.") % {"place": wrong.start}}) from wrong
    work = TextFile(file_name=file_name[:LONGEST], kind=kind, least=least, by=by)
    work.file.save("texts.txt", ContentFile(content), save=False)
    work.save()
    work.job = after_commit("concepts.find_terms", by=by, file_id=work.pk)
    work.save(update_fields=["job"])
    record(verb="concepts.bring_texts", obj=work, by=by, after={"file": work.file_name, "kind": kind})
    return work


def end_texts(work: TextFile, counts: dict[str, int]) -> None:
    """The file was read: what was found in it is kept, the file itself goes. The caller's transaction."""
    storage, name = work.file.storage, str(work.file.name)
    transaction.on_commit(lambda: storage.delete(name))
    work.file, work.counts = "", counts
    work.save(update_fields=["file", "counts"])


def _waiting(suggestion: Suggestion) -> Suggestion:
    row = Suggestion.objects.get(pk=suggestion.pk)
    if not set(states.DECIDED) & set(states.DECISIONS[row.state]):
        raise ValidationError(_("Somebody has decided about “%(term)s” meanwhile. Undo that first.") % {"term": row.term})
    return row


def _decide(row: Suggestion, state: str, verb: str, *, concept: Concept | None, why: str, by: User | None) -> Suggestion:
    row.state, row.concept, row.why, row.decided_by, row.decided_at = state, concept, why, by, timezone.now()
    row.save()
    record(verb=verb, obj=row, by=by, after={"term": row.term, "concept": concept.code if concept else None, "why": why})
    return row


@in_turn
def accept_synonym(suggestion: Suggestion, *, concept: Concept, by: User | None) -> Suggestion:
    """The term becomes a synonym of a concept; refused where another concept has that label."""
    row = _waiting(suggestion)
    if concept.is_withdrawn:
        raise ValidationError({"concept": _("“%(name)s” is withdrawn. Choose a concept in use.") % {"name": concept}})
    if not add_synonym(concept, language=row.language, text=row.term, by=by):
        raise ValidationError({"concept": _("“%(name)s” has this label already. Refuse the suggestion.") % {"name": concept}})
    return _decide(row, states.SYNONYM, "concepts.accept_synonym", concept=concept, why="", by=by)


@in_turn
def accept_concept(suggestion: Suggestion, *, broader: Concept, label_ru: str, label_en: str, by: User | None) -> Suggestion:
    """The term becomes a concept of its own under a broader one; both languages need a name."""
    row = _waiting(suggestion)
    made = add_concept(Wish(Labels(label_ru), Labels(label_en), broader=[broader]), by=by)
    return _decide(row, states.NEW, "concepts.accept_concept", concept=made, why="", by=by)


@in_turn
def refuse_suggestion(suggestion: Suggestion, *, why: str, by: User | None) -> Suggestion:
    """The term is no concept of the field; it is not suggested again."""
    return _decide(_waiting(suggestion), states.REFUSED, "concepts.refuse_suggestion", concept=None, why=why, by=by)


@in_turn
def undo_decision(suggestion: Suggestion, *, by: User | None) -> Suggestion:
    """The suggestion waits again; its synonym is taken away, its concept removed as long as nobody has met it."""
    row = Suggestion.objects.select_related("concept").get(pk=suggestion.pk)
    if states.SUGGESTED not in states.DECISIONS[row.state]:
        raise ValidationError(_("Nothing is decided about “%(term)s”.") % {"term": row.term})
    undone: dict[str, Callable[[], Any]] = {
        states.SYNONYM: lambda: row.concept and drop_synonym(row.concept, language=row.language, text=row.term, by=by),
        states.NEW: lambda: row.concept and remove_concept(row.concept, by=by),
        states.REFUSED: lambda: None,
    }
    before = row.state
    undone[row.state]()
    row.state, row.concept, row.why, row.decided_by, row.decided_at = states.SUGGESTED, None, "", None, None
    row.save()
    record(verb="concepts.undo_decision", obj=row, by=by, before={"state": before, "term": row.term})
    return row
