"""A spreadsheet on its way in: uploaded, its columns named, checked, confirmed, or thrown away."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs import states as job_states
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.society.members.models.imports import ImportRow, ImportRun, KnownColumn
from sextant.society.members.names import folded_organisation
from sextant.society.members.queries.imports import Progress, Verdict, counts_of, fingerprint_of, judged, unknown_organisations
from sextant.society.members.queries.known import Known
from sextant.society.members.sheets.columns import checked_columns, folded_heading, guess
from sextant.society.members.sheets.reading import read_sheet

State = ImportRun.State
KEPT_DAYS = 30
"""How long the rows of an ended import are kept; they hold personal data."""


class _Plain(DjangoJSONEncoder):
    """Whatever a cell holds becomes JSON: what JSON does not know becomes text."""

    def default(self, o: Any) -> Any:
        try:
            return super().default(o)
        except TypeError:
            return str(o)


def plain(value: Any) -> Any:
    """The value as JSON gives it back."""
    return json.loads(json.dumps(value, cls=_Plain))


def locked(run: ImportRun, *allowed: str) -> ImportRun:
    """The import as it is now, held until the transaction ends; a sentence when it has moved on."""
    now = ImportRun.objects.select_for_update().get(pk=run.pk)
    if now.state not in allowed:
        raise ValidationError(_("This import has moved on meanwhile (%(state)s). Load the page again.") % {"state": now.get_state_display()})
    return now


@transaction.atomic
def upload_sheet(*, name: str, content: bytes, by: User | None) -> ImportRun:
    """Takes a file in: it must be a spreadsheet, whatever its name says. The columns are guessed."""
    sheet = read_sheet(content)
    remembered = dict(KnownColumn.objects.values_list("heading", "field"))
    run = ImportRun.objects.create(
        file_name=name.replace("\x00", "")[-200:],
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        header=sheet.header,
        sample=plain([cells for _number, cells in sheet.rows[:5]]),
        columns={str(place): field for place, field in guess(sheet.header, remembered).items()},
        counts={"rows": len(sheet.rows)},
        made_by=by,
    )
    record(verb="members.upload_sheet", obj=run, by=by, after={"rows": len(sheet.rows), "digest": run.digest})
    return run


@transaction.atomic
def name_columns(run: ImportRun, *, columns: dict[int, str], by: User | None, queue: bool = True) -> ImportRun:
    """Says which column holds what, keeps that for the next time, and queues the dry run."""
    run = locked(run, State.UPLOADED, State.CHECKED)
    checked_columns(columns, len(run.header))
    for place, heading in enumerate(run.header):
        if folded_heading(heading):
            KnownColumn.objects.update_or_create(heading=folded_heading(heading)[:200], defaults={"field": columns.get(place, "")})
    run.columns = {str(place): field for place, field in columns.items()}
    run.state, run.notice = State.CHECKING, ""
    if queue:
        run.job_id = after_commit("members.check_import", by=by, run_id=run.pk).pk
    run.save(update_fields=["columns", "state", "notice", "job_id"])
    record(verb="members.name_columns", obj=run, by=by, after={"columns": sorted(columns.values())})
    return run


def verdicts_of(run: ImportRun, progress: Progress = lambda _done, _of: None) -> tuple[list[Verdict], Known]:
    """What the rows would do to the site as it is now."""
    columns = {int(place): field for place, field in run.columns.items()}
    return judged(read_sheet(bytes(run.content)), columns, run.digest[:8], progress)


@transaction.atomic
def keep_verdicts(run: ImportRun, verdicts: list[Verdict], known: Known, *, notice: str = "") -> ImportRun:
    """Writes down what was found, row by row, in place of what was found before; the import then waits for a decision."""
    run.rows.all().delete()
    rows = [
        ImportRow(
            run=run,
            number=verdict.number,
            outcome=verdict.outcome,
            name=verdict.name,
            cells=plain(verdict.cells),
            changes=plain(verdict.changes),
            problems=[vars(problem) for problem in verdict.problems],
            duplicate_of=verdict.duplicate_of,
            person_id=verdict.person,
        )
        for verdict in verdicts
    ]
    ImportRow.objects.bulk_create(rows, batch_size=500)
    run.unknown = plain(unknown_organisations(verdicts, known))
    run.counts, run.fingerprint, run.notice, run.state = counts_of(verdicts), fingerprint_of(verdicts), notice, State.CHECKED
    run.save(update_fields=["unknown", "counts", "fingerprint", "notice", "state"])
    return run


def _release_dead() -> None:
    """An import whose job ended without having taken it over waits for a decision again."""
    for run in ImportRun.objects.filter(state__in=[State.APPLYING, State.CHECKING]):
        job = Job.objects.filter(pk=run.job_id or 0).first()
        if run.job_id and (job is None or job.state in job_states.ENDED):
            back = State.CHECKED if run.state == State.APPLYING else State.UPLOADED
            notice = gettext_noop("The work was cut off before anything was taken over. Look at the list of jobs for the reason, and try again.")
            ImportRun.objects.filter(pk=run.pk, state=run.state).update(state=back, notice=notice)


@transaction.atomic
def release_dead_imports() -> None:
    """Lets go of imports whose job failed or was cancelled, so that they block nobody."""
    _release_dead()


def _checked_choices(run: ImportRun, choices: dict[str, str]) -> dict[str, str]:
    chosen = {}
    for name, _rows, similar in run.unknown:
        folded = folded_organisation(name)
        choice = choices.get(folded, "new")
        if choice not in {"new", "skip"} and choice not in {str(key) for key, _similar in similar}:
            raise ValidationError(_("Choose what stands for “%(name)s”: a new organisation, one that is there, or none.") % {"name": name})
        chosen[folded] = choice
    return chosen


@transaction.atomic
def confirm_import(run: ImportRun, *, choices: dict[str, str], by: User | None, queue: bool = True) -> ImportRun:
    """Says yes to what the dry run showed. Only one import is taken over at a time; the second hears so."""
    _release_dead()
    run = locked(run, State.CHECKED)
    if run.counts["created"] + run.counts["updated"] == 0:
        raise ValidationError(_("There is nothing to take over: no row is new or changes anything."))
    run.choices, run.state, run.notice = _checked_choices(run, choices), State.APPLYING, ""
    if queue:
        run.job_id = after_commit("members.apply_import", by=by, run_id=run.pk, by_id=by.pk if by else None).pk
    try:
        with transaction.atomic():
            run.save(update_fields=["choices", "state", "notice", "job_id"])
    except IntegrityError:
        raise ValidationError(_("Another import is being taken over just now. Wait until it has ended; your rows are then compared anew.")) from None
    record(verb="members.confirm_import", obj=run, by=by, after={"counts": run.counts})
    return run


@transaction.atomic
def discard_import(run: ImportRun, *, by: User | None) -> ImportRun:
    """Throws the file and its rows away; nothing of it was taken over."""
    run = locked(run, State.UPLOADED, State.CHECKED)
    run.rows.all().delete()
    run.content, run.sample, run.unknown, run.state, run.ended_at = b"", [], [], State.DISCARDED, timezone.now()
    run.save(update_fields=["content", "sample", "unknown", "state", "ended_at"])
    record(verb="members.discard_import", obj=run, by=by)
    return run


@transaction.atomic
def forget_old_rows() -> int:
    """Takes away the rows of imports that ended 30 days ago, and files that were left lying as long; returns how many rows."""
    day = timezone.now() - timedelta(days=KEPT_DAYS)
    for run in ImportRun.objects.filter(made_at__lt=day, state__in=[State.UPLOADED, State.CHECKED]):
        discard_import(run, by=None)
    return ImportRow.objects.filter(run__ended_at__lt=day).delete()[0]
