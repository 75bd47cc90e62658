"""What happens inside a killed site: `python -m tests.kill.scenes NAME [NUMBER]` prepares it, the jobs below are killed."""

import sys
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from sextant.config.starting import load

if __name__ == "__main__":
    load()

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.jobs.actions import after_commit, once_waiting
from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.letters.actions import SEND, message_id_of
from sextant.base.letters.models import Letter
from sextant.society.members.actions.imports import confirm_import, name_columns, upload_sheet
from sextant.society.members.actions.taking_over import check_import
from sextant.work.returns.actions import start_import
from tests.kill import ledger_scenes
from tests.kill.slowness import STOP


@job("kill.rows", title="Rows")
def write_rows(run: Run, number: int) -> None:
    """Writes rows (of Django's smallest table) in one last step; the first attempt stops halfway for as long as it lives, and tells so by a file."""
    with run.last_step() as result:
        for start in range(0, number, 1000):
            names = range(start, min(start + 1000, number))
            ContentType.objects.bulk_create([ContentType(app_label="kill", model=f"row{name}") for name in names])
            if run.job.attempts == 1 and start * 2 >= number:
                (Path(settings.SEXTANT_HOME) / "halfway").touch()
                time.sleep(120)
        result["rows"] = number


@job("kill.slow", title="Slow")
def slow(run: Run) -> None:
    """Takes a minute the first time, and tells by a file that it has begun."""
    (Path(settings.SEXTANT_HOME) / "begun").touch()
    for second in range(600 if run.job.attempts == 1 else 1):
        run.progress(second, 600)
        time.sleep(0.1)


def letters(number: int) -> None:
    User.objects.get_or_create(email="office@library.example")
    keys = [f"letter{place}" for place in range(number)]
    with transaction.atomic():
        Letter.objects.bulk_create(
            Letter(
                key=key, template="kill.letter", language="ru", to_address=f"{key}@library.example", subject="Письмо", message_id=message_id_of(key)
            )
            for key in keys
        )
        once_waiting(SEND)


def rows(number: int) -> None:
    after_commit("kill.rows", number=number)


def sheet_of_members(number: int) -> str:
    """A spreadsheet of so many invented members of ten invented libraries, everyone with a paid membership."""
    syllables = ("ба", "ве", "го", "ду", "жи", "за", "ки", "ло", "му", "не")
    head = "ФИО;Эл. почта;Место работы;Вид членства;Дата оплаты;Номер платежа"
    lines = [head]
    for place in range(number):
        name = "".join(syllables[int(figure)] for figure in f"{place:04d}").capitalize()
        day = timezone.localdate() - timedelta(days=30)
        lines.append(f"{name}ва Анна;reader{place}@library.example;Библиотека {place % 10};personal;{day:%d.%m.%Y};ПП {place}")
    return "\n".join(lines)


def members(number: int) -> None:
    """An import that is confirmed and waits for a worker; the first worker stops halfway through the paid periods."""
    run = upload_sheet(name="члены.csv", content=sheet_of_members(number).encode(), by=None)
    run = name_columns(run, columns={int(place): field for place, field in run.columns.items()}, by=None, queue=False)
    assert check_import(run)["created"] == number
    (Path(settings.SEXTANT_HOME) / STOP).write_text(f'INSERT INTO "members_membershipperiod"|{number // 2}')
    confirm_import(run, choices={}, by=None)


def slow_job(number: int) -> None:
    after_commit("kill.slow")


def returns_file(number: int) -> None:
    """Queues the import of a generated file of returns: so many libraries of ten regions, each with numbers of its own."""
    path = Path(settings.SEXTANT_HOME) / "pls_fy2018.csv"
    lines = ["STABR,FSCSKEY,LIBNAME,POPU_LSA,VISITS,TOTCIR,TOTOPEXP,BKVOL,EBOOK,AUDIO,VIDEO,TOTSTAFF"]
    lines += [f"R{place % 10},K{place:06},LIBRARY {place},{1000 + place},{place},{2 * place},-1,{3 * place},1,2,3,1.5" for place in range(number)]
    path.write_text("\n".join([*lines, ""]))
    with path.open("rb") as stream:
        start_import(file=File(stream, name=path.name), by=None)


if __name__ == "__main__":
    scenes = {"letters": letters, "rows": rows, "slow": slow_job, "returns": returns_file, "members": members}
    scenes |= {"keeping": ledger_scenes.keeping, "booking": ledger_scenes.booking, "dues": ledger_scenes.dues}
    scenes[sys.argv[1]](int(sys.argv[2]) if len(sys.argv) > 2 else 0)
