"""The command `sextant members`: spreadsheets without a browser."""

import json
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError

from sextant.society.members.actions.imports import confirm_import, discard_import, name_columns, release_dead_imports, upload_sheet
from sextant.society.members.actions.taking_over import check_import, take_over
from sextant.society.members.models.imports import ImportRow, ImportRun
from sextant.society.members.sheets.columns import FIELDS, folded_heading
from sextant.society.members.sheets.values import said


@click.group()
def members() -> None:
    """People and their memberships."""


def _columns(run: ImportRun, pairs: tuple[str, ...]) -> dict[int, str]:
    """The guessed columns, with those named by `--map column=field` in their place; a column is a heading or its number."""
    columns = {int(place): field for place, field in run.columns.items()}
    headings = {folded_heading(heading): place for place, heading in enumerate(run.header)}
    for pair in pairs:
        name, equals, field = pair.rpartition("=")
        place = headings.get(folded_heading(name), int(name) - 1 if name.isdigit() else -1)
        if not equals or not 0 <= place < len(run.header):
            raise click.ClickException(f"{run.file_name} has no column “{name or pair}”. Its columns: {', '.join(run.header)}.")
        if field not in {"", "-", *(known.name for known in FIELDS)}:
            raise click.ClickException(f"There is no field “{field}”. Fields: {', '.join(known.name for known in FIELDS)}.")
        columns = {other: kept for other, kept in columns.items() if kept != field and other != place}
        if field not in {"", "-"}:
            columns[place] = field
    return columns


def _report(run: ImportRun, done: bool) -> dict[str, Any]:
    refused = run.rows.filter(outcome=ImportRow.Outcome.REFUSED)
    rows = [
        {"row": row.number, "problems": [{"column": p["field"], "value": p["value"], "reason": said(p)} for p in row.problems]} for row in refused
    ]
    names = [name for name, _rows, _similar in run.unknown]
    return {"file": run.file_name, "taken_over": done, **run.counts, "refused_rows": rows, "unknown_organisations": names}


@members.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what every row would do.")
@click.option("--yes", is_flag=True, help="Take the rows over; organisations that are not known are made.")
@click.option("--map", "pairs", multiple=True, metavar="COLUMN=FIELD", help="Name a column by its heading or number; FIELD “-” leaves it out.")
def import_file(file: Path, dry_run: bool, yes: bool, pairs: tuple[str, ...]) -> int:
    """Import a spreadsheet of members (XLSX or CSV). Prints a JSON report; exit code 1 when rows were refused, 2 when nothing could be done."""
    if dry_run == yes:
        raise click.ClickException("Say --dry-run to see what would happen, or --yes to take the rows over.")
    release_dead_imports()
    try:
        run = upload_sheet(name=file.name, content=file.read_bytes(), by=None)
    except ValidationError as refusal:
        raise click.ClickException(f"{file.name}: {' '.join(refusal.messages)}") from None
    done = False
    try:
        name_columns(run, columns=_columns(run, pairs), by=None, queue=False)
        counts = check_import(run)
        run.refresh_from_db()
        if yes and counts["created"] + counts["updated"]:
            confirm_import(run, choices={}, by=None, queue=False)
            done = not take_over(run, by=None).get("changed")
            run.refresh_from_db()
        click.echo(json.dumps(_report(run, done), ensure_ascii=False, indent=2))
    except (ValidationError, click.ClickException) as refusal:
        _leave(run)
        words = refusal.messages if isinstance(refusal, ValidationError) else [refusal.message]
        raise click.ClickException(f"{file.name}: {' '.join(words)}") from None
    if not done:
        _leave(run)
    return 1 if run.counts["refused"] or (yes and not done and run.notice) else 0


def _leave(run: ImportRun) -> None:
    """A file that was only looked at, or could not be taken over, does not stay."""
    run.refresh_from_db()
    if run.state == ImportRun.State.APPLYING:
        ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.CHECKED)
        run.refresh_from_db()
    if run.is_open:
        discard_import(run, by=None)
