"""Small files of returns in the layout of the Public Libraries Survey, and their import."""

from pathlib import Path

from click.testing import CliRunner
from django.core.files import File

from sextant.base.accounts.models import User
from sextant.base.jobs.worker import perform_here
from sextant.work.returns.actions import start_import
from sextant.work.returns.commands.collections import returns
from sextant.work.returns.models import ImportRun

COLUMNS = "STABR,FSCSKEY,LIBNAME,POPU_LSA,VISITS,TOTCIR,TOTOPEXP"
ROWS = (
    "AK,AK0001,ANCHOR POINT,1000,5000,8000,40000",
    "AK,AK0002,ANCHORAGE,200000,400000,900000,-1",
    "AL,AL0001,BIRMINGHAM,90000,-9,270000,1350000",
)


def write_table(folder: Path, name: str = "pls_fy2018.csv", rows: tuple[str, ...] = ROWS, columns: str = COLUMNS, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join([columns, *rows, ""]).encode(encoding))
    return path


def run_import(path: Path, by: User | None = None, **options: object) -> ImportRun:
    """Starts the import of a file and runs its job to the end."""
    with path.open("rb") as stream:
        work = start_import(file=File(stream, name=path.name), by=by, **options)
    perform_here(work.job)
    return ImportRun.objects.select_related("collection", "job").get(pk=work.pk)


def counts(work: ImportRun) -> dict[str, int]:
    """What became of the returns, without the noughts."""
    names = ("stored", "supplemented", "unchanged", "replaced", "conflicting", "refused")
    return {name: getattr(work, name) for name in names if getattr(work, name)}


def command(*words: object) -> tuple[int, str, str]:
    """Runs `sextant returns …` on the test's database: exit code, what was printed, what was complained of."""
    answer = CliRunner().invoke(returns, [str(word) for word in words])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code, answer.stdout, answer.stderr
