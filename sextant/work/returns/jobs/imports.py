"""Reading an uploaded file, and writing what it says in one last step."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.search.actions import index_many
from sextant.lab.returns.findings import ReturnsError
from sextant.lab.returns.key import read_key
from sextant.lab.returns.reading import Table, open_table
from sextant.lab.returns.register import read_register
from sextant.work.returns.actions import Overtaken, refuse_import, store_import, store_register, store_terms
from sextant.work.returns.actions.imports import mapping_of
from sextant.work.returns.models import Collection, ImportRun, Library
from sextant.work.returns.reckoning import panel
from sextant.work.returns.reckoning.figuring import figure_out
from sextant.work.returns.reckoning.staging import Stage, read_into

SEARCH_BATCH = 500


@job("returns.import_file", title=_("Import of library statistics"))
def import_file(run: Run, import_id: int) -> None:
    """Reads the file of an import and stores it whole; a file that cannot be read to its end is refused whole."""
    work = ImportRun.objects.select_related("collection", "by").get(pk=import_id)
    if work.outcome:
        return
    try:
        table = open_table(work.file.path, mapping_of(work), work.year)
        if table.mapping.format == "register":
            rows = read_register(work.file.path)
            with run.last_step():
                store_register(work, rows)
        elif table.mapping.format == "dictionary":
            entries = read_key(work.file.path)
            with run.last_step():
                store_terms(work, entries)
        else:
            _import_panel(run, work, table)
    except ReturnsError as refusal:
        with run.last_step():
            refuse_import(work, refusal)


def _import_panel(run: Run, work: ImportRun, table: Table) -> None:
    """Stages and stores; begins anew when somebody else changed one of the years in between."""
    while not _attempt(run, work, table):
        pass


@contextmanager
def _folder_for(run: Run, work: ImportRun) -> Iterator[Path]:
    """A folder for this attempt alone; what a killed attempt left behind goes first."""
    room = Path(settings.SEXTANT_HOME) / "lab"
    for left in room.glob(f"import-{work.pk}-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = room / f"import-{work.pk}-{run.job.attempts}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _attempt(run: Run, work: ImportRun, table: Table) -> bool:
    with _folder_for(run, work) as folder:
        stage = Stage(folder)
        read_into(work, table, stage, run.progress)
        lines = stage.counts["lines"]
        figure_out(work.collection, stage, lambda: run.progress(lines, lines))
        try:
            with run.last_step() as result:
                store_import(work, stage)
                result.update(stage.counts)
        except Overtaken:
            return False
        _keep_panels(work.collection, stage)
        return True


def _keep_panels(collection: Collection, stage: Stage) -> None:
    """Moves the Parquet files into the store; should this not happen, they are made anew when somebody asks for them."""
    for staged in stage.changed:
        if staged.made is not None:
            panel.keep(panel.folder_of(collection), staged.made, staged.year, staged.fingerprint)


def words_of(work: ImportRun) -> dict[str, Any]:
    """What became of an import, for programs."""
    names = ("lines", "refused", "returns_read", "stored", "supplemented", "unchanged", "replaced", "conflicting")
    return {"file": work.file_name, "collection": work.collection.code, "state": work.state, **{name: getattr(work, name) for name in names}}


@job("returns.index_libraries", title=_("Making libraries of the statistics findable"))
def index_libraries(run: Run, collection_id: int, years: list[int]) -> None:
    """Brings the search up to date about libraries whose latest year was just stored."""
    found = Library.objects.filter(collection_id=collection_id, latest_year__in=[*years, 0]).order_by("pk").values_list("pk", flat=True)
    keys = list(found)
    for start in range(0, len(keys), SEARCH_BATCH):
        index_many(Library.objects.filter(pk__in=keys[start : start + SEARCH_BATCH]).select_related("collection"))
        run.progress(start, len(keys))
