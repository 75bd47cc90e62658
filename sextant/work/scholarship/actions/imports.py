"""Lists of dissertations: taken in, columns named, then stored row by row in a job that can be cut off and goes on where it stopped."""

import hashlib
import json
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.society.concepts.models import Concept
from sextant.society.concepts.queries.finding import found as concepts_called
from sextant.society.concepts.queries.mentioned import mentioned
from sextant.society.members.models import Organisation
from sextant.society.members.queries.organisation_names import Names
from sextant.society.members.sheets.reading import Sheet, read_sheet
from sextant.work.scholarship import states
from sextant.work.scholarship.actions.dissertations import save_dissertation
from sextant.work.scholarship.models import Dissertation, DissertationImport, Resemblance, Step
from sextant.work.scholarship.named import all_named
from sextant.work.scholarship.sheet import FIELDS, Row, guess, row_of

BATCH = 50
MOST_FINDINGS = 2000


@transaction.atomic
def upload_list(*, name: str, content: bytes, by: User | None) -> DissertationImport:
    """Takes a file in; it must be a spreadsheet, whatever its name says. The columns are guessed."""
    try:
        sheet = read_sheet(content)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal
    sample = json.loads(json.dumps([cells for _line, cells in sheet.rows[:5]], cls=DjangoJSONEncoder, default=str))
    work = DissertationImport.objects.create(
        name=name.replace("\x00", "")[-200:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        header=sheet.header,
        sample=sample,
        columns=guess(sheet.header),
        read=len(sheet.rows),
        made_by=by,
    )
    record(verb="scholarship.upload_list", obj=work, by=by, after={"rows": work.read, "digest": work.sha256})
    return work


@transaction.atomic
def name_columns(work: DissertationImport, *, columns: dict[str, str], school: Organisation | None, by: User | None) -> DissertationImport:
    """Says which column holds what, and queues the reading."""
    work = DissertationImport.objects.select_for_update().get(pk=work.pk)
    if work.state != "uploaded":
        raise ValidationError(_("This import has moved on meanwhile. Load the page again."))
    named = {place: field for place, field in columns.items() if field}
    if len(set(named.values())) < len(named):
        raise ValidationError(_("Two columns hold the same. Choose one of them."))
    if not {"title", "title_ru", "title_en"} & set(named.values()):
        raise ValidationError(_("Say which column holds the topic."))
    if school is None and "school" not in named.values():
        raise ValidationError({"school": _("Say which column holds the school, or choose one for the whole list.")})
    work.columns, work.school, work.state = named, school, "waiting"
    work.job = after_commit("scholarship.import_dissertations", by=by, import_id=work.pk)
    work.save()
    record(verb="scholarship.name_columns", obj=work, by=by, after={"columns": sorted(str(FIELDS[field]) for field in named.values())})
    return work


def rows_left(work: DissertationImport) -> list[tuple[int, list[Any]]]:
    """The rows that no batch has taken yet."""
    sheet: Sheet = read_sheet(bytes(work.content))
    return sheet.rows[work.done :]


@transaction.atomic
def store_rows(work: DissertationImport, rows: list[tuple[int, list[Any]]], *, names: Names, today: date) -> DissertationImport:
    """Stores a batch: each row is stored, merged into what is there, or refused with a sentence; the counts move with it."""
    work = DissertationImport.objects.select_for_update(of=("self",)).select_related("school", "made_by").get(pk=work.pk)
    for line, cells in rows:
        try:
            with transaction.atomic():
                is_new = _store(work, row_of(line, cells, work.columns, school=str(work.school or ""), today=today), names, today)
        except ValidationError as refusal:
            work.refused += 1
            work.findings = [*work.findings, [line, " ".join(refusal.messages)]][:MOST_FINDINGS]
        else:
            work.stored, work.merged = work.stored + is_new, work.merged + (not is_new)
        work.done += 1
    work.save()
    return work


def _store(work: DissertationImport, row: Row, names: Names, today: date) -> bool:
    """True for a new dissertation; one that is there gets what it lacked."""
    known = Dissertation.objects.filter(import_key=row.key).first()
    if known is not None:
        _fill(known, row, today)
        return False
    keys = names.called(row.school)
    school = work.school if row.school == str(work.school or "") else Organisation.objects.get(pk=min(keys)) if len(keys) == 1 else None
    made = save_dissertation(
        None,
        by=work.made_by,
        today=today,
        author=next(iter(all_named(row.author, 1)), None),
        supervisors=[(one, "supervisor") for one in all_named(row.supervisors)],
        concepts=_concepts(row),
        insists=False,
        school=school,
        school_name="" if school else row.school[:300],
        import_key=row.key,
        state=row.state,
        since=row.day,
        registered_on=min(row.day, today),
        defended_on=row.day if row.state == states.DEFENDED else None,
        **row.values,
    )
    if Resemblance.objects.filter(dissertation=made).exists():
        work.resembling = [*work.resembling, [row.line, made.pk]]
    return True


def _fill(known: Dissertation, row: Row, today: date) -> None:
    """Fills what was empty; what people entered stays. A defence that the list knows of is noted where the table of states lets it."""
    changed = [name for name, value in row.values.items() if value and not getattr(known, name)]
    for name in changed:
        setattr(known, name, row.values[name])
    if row.state == states.DEFENDED and known.state in states.RUNNING and row.day >= known.since:
        known.state, known.since, known.defended_on = states.DEFENDED, row.day, row.day
        Step.objects.create(dissertation=known, state=states.DEFENDED, on=row.day, note=_("From a list"))
        changed += ["state", "since", "defended_on"]
    if changed:
        known.save(update_fields=changed)
        record(verb="scholarship.fill_dissertation", obj=known, after={"fields": sorted(changed)})


def _concepts(row: Row) -> list[Concept]:
    """The concepts that the row names, and those that its topic names; a keyword that is no concept is left out."""
    named = [concepts[0] for concepts in map(concepts_called, row.concepts[:20]) if len(concepts) == 1]
    titles = [row.values[name] for name in ("title_ru", "title_en") if row.values[name]]
    return list({one.pk: one for one in [*named, *mentioned(titles)]}.values())[:10]


@transaction.atomic
def end_import(work: DissertationImport, *, trouble: str = "") -> DissertationImport:
    """Ends an import; the file itself goes."""
    work = DissertationImport.objects.select_for_update().get(pk=work.pk)
    work.state, work.trouble, work.content = "refused" if trouble else "done", trouble[:500], b""
    work.save(update_fields=["state", "trouble", "content"])
    counts = {name: getattr(work, name) for name in ("read", "stored", "merged", "refused")}
    record(verb="scholarship.end_import", obj=work, by=work.made_by, after={"counts": counts, "trouble": work.trouble})
    return work


def today_of(work: DissertationImport) -> date:
    """The day on which the list was brought in: a job that goes on tomorrow stores the same."""
    return timezone.localdate(work.made_at)
