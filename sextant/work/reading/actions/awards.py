"""Award lists: made and changed, entries one by one, files brought in, looked over and taken."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit, cancel_job
from sextant.base.jobs.files import sha256_of
from sextant.base.search.actions import index
from sextant.work.reading import states
from sextant.work.reading.award_files import LARGEST, Line, entry_key
from sextant.work.reading.models import AwardEntry, AwardImport, AwardImportRow, AwardList
from sextant.work.reading.numbers import isbn_of

FILLED = ("author", "illustrator", "isbn", "published", "age_from", "age_to", "language", "identifier")
"""What a line may add to the entry it is merged into, where that has nothing."""


@transaction.atomic
def save_award(award: AwardList | None, /, *, by: User | None, **values: Any) -> AwardList:
    """Makes a list or changes what is said of it; its code stays what it was."""
    kept = AwardList.objects.select_for_update().get(pk=award.pk) if award is not None else AwardList()
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    if kept.pk:
        values.pop("code", None)
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.name_ru or kept.name_en):
        raise ValidationError({"name_ru": _("Name the list in Russian or in English.")})
    kept.full_clean()
    kept.save()
    record(verb="reading.save_award", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    index(kept)
    return kept


@in_turn
def save_entry(award: AwardList, entry: AwardEntry | None, /, *, by: User | None, **values: Any) -> AwardEntry:
    """Puts a book on the list or changes it; a book that is there already is refused."""
    kept = AwardEntry.objects.select_for_update().get(pk=entry.pk) if entry is not None else AwardEntry(list=award, is_demo=award.is_demo)
    before = {name: str(getattr(kept, name)) for name in values} if kept.pk else {}
    for name, value in values.items():
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    number = isbn_of(kept.isbn)
    if number is None:
        raise ValidationError({"isbn": _("The check digit of this ISBN is wrong. Look at the book again.")})
    if kept.age_from is not None and kept.age_to is not None and kept.age_to < kept.age_from:
        raise ValidationError({"age_to": _("The upper age is below the lower one.")})
    kept.isbn, kept.doubtful = number, False
    kept.key = entry_key({"title": kept.title, "author": kept.author, "place": kept.place, "year": kept.year})
    kept.full_clean(validate_constraints=False)
    if AwardEntry.objects.filter(list=award, key=kept.key).exclude(pk=kept.pk).exists():
        raise ValidationError({"title": _("The list has this book already, with the same place and year.")})
    kept.save()
    record(verb="reading.save_entry", obj=kept, by=by, before=before, after={name: str(getattr(kept, name)) for name in values})
    return kept


@transaction.atomic
def remove_entry(entry: AwardEntry, *, by: User | None) -> None:
    """Takes a book off the list."""
    record(verb="reading.remove_entry", obj=entry.list, by=by, before={"title": entry.title, "author": entry.author, "year": entry.year})
    entry.delete()


def start_import(award: AwardList, *, file: File, place: str, year_is: str, by: User | None) -> AwardImport:
    """Keeps the file and queues its reading; nothing goes into the list before somebody has looked at it."""
    if (file.size or 0) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 5 MB. Divide it into parts.")})
    run = AwardImport(list=award, file_name=Path(file.name or "").name[:200], sha256=sha256_of(file), place=place, year_is=year_is, by=by)
    run.file.save("file.csv", file, save=False)
    try:
        with transaction.atomic():
            run.save()
            run.job = after_commit("reading.read_awards", by=by, import_id=run.pk)
            run.save(update_fields=["job"])
            record(verb="reading.start_import", obj=run, by=by, after={"file": run.file_name, "digest": run.sha256})
    except Exception:
        run.file.delete(save=False)
        raise
    return run


def keep_lines(run: AwardImport, lines: Iterable[Line], encoding: str) -> None:
    """What a job has read, to be looked over; inside its last step. Lines before are read anew."""
    run.rows.all().delete()
    rows = [
        AwardImportRow(run=run, line=one.number, fate=one.fate, values=one.values, reason_ru=one.reason["ru"], reason_en=one.reason["en"])
        for one in lines
    ]
    AwardImportRow.objects.bulk_create(rows, batch_size=500)
    _count(run)
    run.encoding, run.state = encoding, states.READ
    run.save()


def _count(run: AwardImport) -> None:
    fates = list(run.rows.values_list("fate", flat=True))
    run.read = len(fates)
    run.stored, run.merged, run.refused = (fates.count(fate) for fate in (states.STORED, states.MERGED, states.REFUSED))


def refuse_import(run: AwardImport, sentence: dict[str, str], *, by: User | None = None) -> None:
    """The file could not be read at all, or was put aside; nothing of it is in the list."""
    run.state, run.sentence_ru, run.sentence_en = states.REFUSED, sentence["ru"][:600], sentence["en"][:600]
    run.save(update_fields=["state", "sentence_ru", "sentence_en"])
    record(verb="reading.refuse_import", obj=run, by=by or run.by, after={"file": run.file_name})


@in_turn
def take_import(run: AwardImport, *, by: User | None) -> AwardImport:
    """After a look at the preview: queues the writing of its lines into the list."""
    run = AwardImport.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    if run.state != states.READ:
        raise ValidationError(_("This file has been taken in or refused meanwhile. Look at it again."))
    if not run.stored + run.merged:
        raise ValidationError(_("Every line was refused; there is nothing to take. Mend the file and bring it in again."))
    run.state, run.job = states.TAKING, after_commit("reading.take_awards", by=by, import_id=run.pk)
    run.save(update_fields=["state", "job"])
    record(verb="reading.take_import", obj=run, by=by, after={"file": run.file_name})
    return run


@in_turn
def put_import_aside(run: AwardImport, *, by: User | None) -> AwardImport:
    """Nothing of the file goes into the list; its lines stay to be read."""
    run = AwardImport.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    if run.state in (states.TAKEN, states.REFUSED):
        raise ValidationError(_("This file has been taken in or refused meanwhile. Look at it again."))
    if run.job is not None and run.is_waiting:
        cancel_job(run.job, by=by)
    refuse_import(run, {"ru": "Отложен: в список ничего не взято.", "en": "Put aside: nothing was taken into the list."}, by=by)
    return run


def write_lines(run: AwardImport) -> None:
    """Writes the lines of a preview into the list; inside the last step of a job. What the list got since the preview is merged with."""
    known = {one.key: one for one in run.list.entries.select_for_update()}
    changed: dict[str, AwardEntry] = {}
    for row in run.rows.exclude(fate=states.REFUSED):
        key = entry_key(row.values)
        if key in known:
            _fill(known[key], row.values)
            if row.fate == states.STORED:
                row.fate = states.MERGED
                row.save(update_fields=["fate"])
        else:
            known[key] = AwardEntry(list=run.list, key=key, is_demo=run.list.is_demo, **row.values)
        changed[key] = known[key]
    for entry in changed.values():
        entry.save()
    _count(run)
    run.state = states.TAKEN
    run.save()
    record(verb="reading.finish_import", obj=run, by=run.by, after={"stored": run.stored, "merged": run.merged, "refused": run.refused})


def _fill(entry: AwardEntry, values: dict[str, Any]) -> None:
    """Adds what the entry does not have; ages only as a pair that fits."""
    for name in FILLED:
        if getattr(entry, name) in ("", None) and values.get(name) not in ("", None):
            setattr(entry, name, values[name])
    if entry.age_from is not None and entry.age_to is not None and entry.age_to < entry.age_from:
        entry.age_to = None
