"""Everything submitted to a call as one ZIP: asked for, made by a job, taken away after a week."""

import secrets
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.exports.tables import csv_lines
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.work.calls.models import Bundle, Call, Entry
from sextant.work.calls.queries.entries import Answered, answered, entries_wanted
from sextant.work.calls.queries.tables import entries_table

KEPT = timedelta(days=7)
CHUNK = 1 << 20


@transaction.atomic
def ask_bundle(call: Call, *, by: User | None) -> tuple[Bundle, Job]:
    """Queues the ZIP; the record tells who took everything away."""
    bundle = Bundle.objects.create(call=call, key=secrets.token_hex(16), by=by)
    record(verb="calls.ask_bundle", obj=call, by=by)
    return bundle, after_commit("calls.bundle", by=by, bundle_id=bundle.pk)


def write_bundle(bundle: Bundle, target: IO[bytes], report: Callable[[int, int], None]) -> int:
    """Writes the ZIP entry by entry, so that memory stays flat: a table of all, and for each a text and its files. Returns how many."""
    rows = entries_wanted(bundle.call, {})
    count = rows.count()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("entries.csv", "w") as table:
            for line in csv_lines(entries_table(rows.iterator(chunk_size=500))):
                table.write(line.encode())
        for place, entry in enumerate(rows.iterator(chunk_size=100)):
            _write_entry(archive, entry)
            report(place + 1, count)
    return count


def _write_entry(archive: zipfile.ZipFile, entry: Entry) -> None:
    found = answered(entry)
    archive.writestr(f"{entry.code}/entry.txt", _as_text(entry, found))
    for one in found:
        for file in one.files:
            with file.file.open("rb") as source, archive.open(f"{entry.code}/{file.pk}-{file.name}", "w") as target:
                while block := source.read(CHUNK):
                    target.write(block)


def _as_text(entry: Entry, found: list[Answered]) -> str:
    lines = [f"{entry.code}  {entry.title}", entry.person.full_name, *(one.name for one in entry.coauthors.all()), ""]
    for one in found:
        if not one.is_empty:
            lines += [one.field.label, one.answer.text if one.answer else ""]
            lines += [f"{what}: {amount / 100:.2f}" for what, amount in (one.answer.rows if one.answer else [])]
            lines += [*(file.name for file in one.files), ""]
    return "\n".join(lines)


def make_bundle(bundle: Bundle, report: Callable[[int, int], None], keep: Callable[[Path, int], None]) -> None:
    """Writes the ZIP into a folder of its own and hands it to `keep`, which stores it in the job's last step."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "entries.zip"
        with path.open("wb") as target:
            count = write_bundle(bundle, target, report)
        keep(path, count)


def store_bundle(bundle: Bundle, path: Path, count: int, *, now: datetime) -> Bundle:
    """Keeps the finished ZIP."""
    with path.open("rb") as source:
        bundle.file.save("entries.zip", File(source), save=False)
    bundle.entries, bundle.made_at = count, now
    bundle.save()
    return bundle


def drop_old_bundles(*, now: datetime | None = None) -> int:
    """Takes ZIPs away that are older than a week."""
    old = Bundle.objects.filter(asked_at__lt=(now or timezone.now()) - KEPT)
    for bundle in old:
        if bundle.file:
            bundle.file.delete(save=False)
    return old.delete()[0]
