"""Editions: asked for, kept as their job made them, published, withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.search.actions import index, remove
from sextant.work.observatory import states
from sextant.work.observatory.models import Analysis, Corpus, Edition, Landing, Work

BATCH = 2000


@dataclass(slots=True)
class Made:
    """What the job found: analyses by name (rows, notes, extra), the works with the codes of their concepts, and what identifies them all."""

    fingerprint: str
    version: str
    analyses: dict[str, tuple[list[Any], list[Any], dict[str, Any]]] = field(default_factory=dict)
    works: list[tuple[dict[str, Any], tuple[str, ...]]] = field(default_factory=list)


@transaction.atomic
def start_edition(corpus: Corpus, parameters: dict[str, Any], *, by: User | None) -> Edition:
    """Asks for a new edition of a corpus; one at a time."""
    Corpus.objects.select_for_update().get(pk=corpus.pk)
    if any(one.is_waiting for one in corpus.editions.filter(state=states.MAKING).select_related("job")):
        raise ValidationError(_("An edition of this corpus is being made; wait for it, or stop its job."))
    if not corpus.imports.filter(outcome=states.DONE, stored__gt=0).exists() and not (corpus.folder / "manifest.json").is_file():
        raise ValidationError(_("This corpus has no works yet: bring a file in first."))
    number = (corpus.editions.aggregate(top=Max("number"))["top"] or 0) + 1
    edition = Edition.objects.create(corpus=corpus, number=number, parameters=parameters, by=by)
    edition.job = after_commit("observatory.make_edition", by=by, edition_id=edition.pk)
    edition.save(update_fields=["job"])
    record(verb="observatory.start_edition", obj=edition, by=by, after={"number": number, "parameters": parameters})
    return edition


def keep_edition(edition: Edition, made: Made) -> None:
    """Writes what was made; inside the last step of its job: all of it, or nothing."""
    Analysis.objects.bulk_create(
        [Analysis(edition=edition, name=name, rows=rows, notes=notes, extra=extra) for name, (rows, notes, extra) in made.analyses.items()]
    )
    for part in _batches(made.works):
        rows = Work.objects.bulk_create([Work(edition=edition, **said) for said, _codes in part])
        Landing.objects.bulk_create(
            [Landing(edition=edition, work=row, code=code) for row, (_said, codes) in zip(rows, part, strict=True) for code in codes],
            batch_size=BATCH,
        )
    years = [said["year"] for said, _codes in made.works if said["year"]]
    edition.fingerprint, edition.version, edition.state, edition.made_at = made.fingerprint, made.version, states.MADE, timezone.now()
    edition.works, edition.landed = len(made.works), sum(1 for _said, codes in made.works if codes)
    edition.first_year, edition.last_year = (min(years), max(years)) if years else (None, None)
    edition.save()
    record(verb="observatory.keep_edition", obj=edition, by=edition.by, after={"works": edition.works, "fingerprint": edition.fingerprint})


def _batches(works: list[Any]) -> Iterable[list[Any]]:
    for start in range(0, len(works), BATCH):
        yield works[start : start + BATCH]


def refuse_edition(edition: Edition, sentence: dict[str, str]) -> None:
    """The corpus does not allow an edition; the reason stays beside it."""
    edition.sentence_en, edition.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    edition.save(update_fields=["sentence_en", "sentence_ru"])
    record(verb="observatory.refuse_edition", obj=edition, by=edition.by, after={"reason": edition.sentence_en})


@transaction.atomic
def publish_edition(edition: Edition, *, note: dict[str, str], by: User | None) -> Edition:
    """Makes an edition public; the editions before it stay readable."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    _move(edition, states.PUBLISHED)
    edition.published_at, edition.published_by = timezone.now(), by
    edition.note_en, edition.note_ru = note.get("en", ""), note.get("ru", "")
    edition.save()
    index(edition)
    record(verb="observatory.publish_edition", obj=edition, by=by, after={"number": edition.number, "fingerprint": edition.fingerprint})
    return edition


@transaction.atomic
def withdraw_edition(edition: Edition, *, by: User | None) -> Edition:
    """Takes an edition out of the public eye; its figures and briefs stay for those who keep it."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    _move(edition, states.WITHDRAWN)
    edition.save(update_fields=["state"])
    remove(edition)
    record(verb="observatory.withdraw_edition", obj=edition, by=by, after={"number": edition.number})
    return edition


def _move(edition: Edition, to: str) -> None:
    if to not in states.EDITION_FOLLOWS[edition.state]:
        raise ValidationError(_("This edition is “%(state)s”; that cannot be done with it now.") % {"state": edition.state_name})
    edition.state = to
