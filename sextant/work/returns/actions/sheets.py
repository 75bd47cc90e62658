"""Bringing a spreadsheet of answers in: the file is kept and queued, then its rows are stored in one step, each cell or its refusal."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit, cancel_job
from sextant.base.jobs.files import plain_name, sha256_of
from sextant.base.jobs.following import REFUSED
from sextant.base.jobs.states import DONE
from sextant.society.members.models import Region
from sextant.work.returns import states
from sextant.work.returns.actions.answers import STANDING, judge, refuse_when_closed, take_in
from sextant.work.returns.models import FlagAnswer, Observation, Round, Sheet, SheetFinding, Submission
from sextant.work.returns.queries.questions import before
from sextant.work.returns.spreadsheets.reading import Refusal, RowRead, SheetRead, refusal

BATCH = 500


@transaction.atomic
def start_sheet(*, work: Round, file: File, region: Region | None = None, submission: Submission | None = None, by: User | None) -> Sheet:
    """Keeps the file and queues its reading."""
    if work.state != states.COLLECTING:
        raise ValidationError({"file": _("This round is over; answers cannot be changed any more.")})
    name = plain_name(file)
    sheet = Sheet(round=work, region=region, submission=submission, file_name=name[:200], sha256=sha256_of(file), by=by)
    sheet.file.save(name, file, save=False)
    sheet.save()
    sheet.job = after_commit("returns.read_sheet", by=by, sheet_id=sheet.pk)
    sheet.save(update_fields=["job"])
    record(verb="returns.start_sheet", obj=sheet, by=by, after={"file": sheet.file_name})
    return sheet


@transaction.atomic
def cancel_sheet(sheet: Sheet, *, by: User | None) -> Sheet:
    """Stops the reading of a spreadsheet; nothing of it stays."""
    if sheet.job is None or not sheet.is_waiting:
        raise ValidationError(_("This spreadsheet has been read already; there is nothing left to stop."))
    cancel_job(sheet.job, by=by)
    record(verb="returns.cancel_sheet", obj=sheet, by=by, after={"file": sheet.file_name})
    return sheet


@transaction.atomic
def refuse_sheet(sheet: Sheet, sentence: dict[str, str]) -> Sheet:
    """Ends the reading of a file that is no table of returns; nothing of it was written."""
    sheet.outcome, sheet.ended_at = REFUSED, timezone.now()
    sheet.sentence_en, sheet.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    sheet.save(update_fields=["outcome", "ended_at", "sentence_en", "sentence_ru"])
    record(verb="returns.refuse_sheet", obj=sheet, by=sheet.by, after={"file": sheet.file_name})
    return sheet


@dataclass
class _Written:
    """What is about to be written for a sheet."""

    rows: list[Submission] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)
    remarks: list[FlagAnswer] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@transaction.atomic
def store_sheet(sheet: Sheet, read: SheetRead) -> Sheet:
    """Writes what a sheet says: whole rows are refused where the library is not known here or its return is closed, else only the cells that cannot be read."""
    wanted = sheet.round.submissions.filter(library__key__in=[row.key for row in read.rows])
    if sheet.region_id is not None:
        wanted = wanted.filter(region=sheet.region_id)
    if sheet.submission_id is not None:
        wanted = wanted.filter(pk=sheet.submission_id)
    rows = wanted.select_for_update(of=("self",)).select_related("library").prefetch_related("flag_answers").order_by("pk")
    known = {row.library.key: row for row in rows}
    previous, written, seen = before(sheet.round, [row.library_id for row in known.values()]), _Written(), set[str]()
    for row in read.rows:
        submission = known.get(row.key)
        why = _closed(sheet, row, submission, seen)
        seen.add(row.key)
        sheet.rows, sheet.cells = sheet.rows + 1, sheet.cells + row.cells
        if why is not None or submission is None:
            sheet.refused, sheet.cells_refused = sheet.refused + 1, sheet.cells_refused + row.cells
            written.refusals.extend([why] if why else [])
        else:
            submission.round = sheet.round
            _take_row(sheet, submission, row, previous.of(submission), written)
    _write(sheet, read, written)
    return sheet


def _closed(sheet: Sheet, row: RowRead, submission: Submission | None, seen: set[str]) -> Refusal | None:
    """Why a row is refused whole."""
    place = f"A{row.line}"
    if not row.key:
        return refusal(place, "", "key", "", lambda: _("This row has no key of a library; copy the key from the template."))
    if row.key in seen:
        return refusal(place, row.key, "key", row.key, lambda: _("This library stands in an earlier row too; only the first of them was read."))
    if submission is None:
        return refusal(place, row.key, "key", row.key, lambda: _("No library with this key is asked here; copy the key from the template."))
    submission.round = sheet.round
    try:
        refuse_when_closed(submission)
    except ValidationError:
        held = submission

        def say() -> str:
            try:
                refuse_when_closed(held)
            except ValidationError as reason:
                return " ".join(reason.messages)
            return ""

        return refusal(place, row.key, "key", row.key, say)
    return None


def _take_row(sheet: Sheet, submission: Submission, row: RowRead, previous: dict[str, object], written: _Written) -> None:
    changed = take_in(submission, row.given, by=sheet.by, via=states.SHEET)
    sheet.cells_taken += len(changed)
    sheet.cells_same += len(row.given) - len(changed)
    sheet.cells_refused += row.refused
    named = (row.chief or submission.certified_name)[:200], (row.position or submission.certified_position)[:200]
    told = named != (submission.certified_name, submission.certified_position)
    submission.certified_name, submission.certified_position = named
    if changed:
        judge(submission, previous)
    remarked = _remark(submission, row.remarks, sheet.by) if row.remarks else []
    written.remarks.extend(remarked)
    written.observations.extend(changed)
    if changed or told or remarked:
        written.rows.append(submission)
        sheet.stored += 1
    else:
        sheet.unchanged += 1


def _remark(submission: Submission, words: str, by: User | None) -> list[FlagAnswer]:
    """The remarks of a row as words to every soft question about it that has none."""
    answers = []
    for flag in submission.flags:
        if flag["severity"] == "soft" and not flag["words"]:
            flag["words"] = words[:500]
            answers.append(FlagAnswer(submission=submission, rule=flag["rule"], item=flag["item"], value=flag["shown"], words=words[:500], by=by))
    submission.unanswered = sum(flag["severity"] == "soft" and not flag["words"] for flag in submission.flags)
    return answers


def _write(sheet: Sheet, read: SheetRead, written: _Written) -> None:
    Observation.objects.bulk_create(written.observations, batch_size=BATCH)
    FlagAnswer.objects.bulk_create(written.remarks, batch_size=BATCH)
    Submission.objects.bulk_update(written.rows, STANDING, batch_size=100)
    refusals = sorted([*read.refusals, *written.refusals], key=lambda one: _place(one.cell))
    SheetFinding.objects.bulk_create((SheetFinding(sheet=sheet, **vars(one)) for one in refusals), batch_size=BATCH)
    sheet.outcome, sheet.ended_at = DONE, timezone.now()
    sheet.save()
    counts = {name: getattr(sheet, name) for name in ("rows", "stored", "unchanged", "refused", "cells_taken", "cells_refused")}
    record(verb="returns.store_sheet", obj=sheet, by=sheet.by, after={"file": sheet.file_name, **counts})


def _place(cell: str) -> tuple[int, int, str]:
    """Cells by row, then by column."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters
