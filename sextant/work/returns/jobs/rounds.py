"""Work of a round for later: invitations, reminders, reading spreadsheets, publishing the year."""

import math
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.returns.actions.publishing import store_round
from sextant.work.returns.actions.rounds import keep_learned, to_be_invited, to_be_reminded, write_to
from sextant.work.returns.actions.sheets import refuse_sheet, store_sheet
from sextant.work.returns.actions.storing import Overtaken
from sextant.work.returns.models import Round, Sheet
from sextant.work.returns.queries.flags import rules_of
from sextant.work.returns.queries.questions import questionnaire_of
from sextant.work.returns.reckoning import panel
from sextant.work.returns.reckoning.figuring import figure_out
from sextant.work.returns.reckoning.releasing import stage_round
from sextant.work.returns.reckoning.staging import Stage
from sextant.work.returns.spreadsheets.reading import read_returns

EARLIER = 3
"""Years before the one asked for from which the checks learn."""
LETTERS = 100
"""Returns whose letters are written in one step."""


def _write_letters(run: Run, keys: list[int], step: int) -> int:
    written = 0
    for start in range(0, len(keys), LETTERS):
        with run.step():
            written += write_to(keys[start : start + LETTERS], step=step)
        run.progress(start, len(keys))
    return written


@job("returns.send_invitations", title=_("Invitations to send annual returns"))
def send_invitations(run: Run, round_id: int) -> None:
    """A letter to each library of the round; one that has its letter gets no other."""
    written = _write_letters(run, to_be_invited(Round.objects.get(pk=round_id)), 0)
    with run.last_step() as result:
        result["letters"] = written


@job("returns.learn", title=_("Learning from earlier years what to ask"), tries=2)
def learn(run: Run, round_id: int) -> None:
    """Learns from the years held before what to expect of the returns; without the extra “lab”, or without two years, the plain rules ask alone."""
    work = Round.objects.select_related("collection").get(pk=round_id)
    years = list(work.collection.years.filter(year__lt=work.year, libraries__gt=0).order_by("-year").values_list("year", flat=True)[:EARLIER])
    try:  # numpy is an extra, and no page of the site needs it
        from sextant.lab.returns.checking.learning import learn as learned_from
        from sextant.lab.returns.checking.tables import panel_of
    except ModuleNotFoundError:
        return
    if len(years) < 2:
        return
    panels = [panel_of(list(panel.current_returns(work.collection, year)), year) for year in years]
    found = learned_from(rules_of(work), *panels)
    with run.last_step() as result:
        if found.variables:
            keep_learned(work, _finite(found.as_json()), years)
        result["variables"] = len(found.variables)


NEVER = 1e9
"""A score that nothing reaches; JSON has no infinity."""


def _finite(value: Any) -> Any:
    """The same values with infinite thresholds as `NEVER`."""
    if isinstance(value, float):
        return value if math.isfinite(value) else math.copysign(NEVER, value)
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    return [_finite(each) for each in value] if isinstance(value, list | tuple) else value


@job("returns.remind", title=_("Reminders of annual returns"), every=timedelta(days=1))
def remind(run: Run) -> None:
    """Every day: one letter a step to libraries that have not answered."""
    written = sum(_write_letters(run, keys, step) for step, keys in to_be_reminded(timezone.localdate()))
    with run.last_step() as result:
        result["letters"] = written


@job("returns.read_sheet", title=_("Spreadsheet of annual returns"), tries=2)
def read_sheet(run: Run, sheet_id: int) -> None:
    """Reads a spreadsheet and stores what it says in one step; a file that is no table of returns is refused whole."""
    sheet = Sheet.objects.select_related("round__collection", "by").get(pk=sheet_id)
    if sheet.outcome:
        return
    content = Path(sheet.file.path).read_bytes()
    try:
        read = read_returns(content, questionnaire_of(sheet.round), run.progress)
    except ValidationError:
        sentence = {language: _why(content, sheet, language) for language in ("en", "ru")}
        with run.last_step():
            refuse_sheet(sheet, sentence)
        return
    with run.last_step() as result:
        store_sheet(sheet, read)
        result.update(rows=sheet.rows, stored=sheet.stored, unchanged=sheet.unchanged, refused=sheet.refused)


def _why(content: bytes, sheet: Sheet, language: str) -> str:
    """Why the file is refused, in that language."""
    with translation.override(language):
        try:
            read_returns(content, questionnaire_of(sheet.round))
        except ValidationError as reason:
            return " ".join(reason.messages)
    return ""


@job("returns.publish_round", title=_("Publishing a year of returns"))
def publish_round(run: Run, round_id: int) -> None:
    """Works the year out from the accepted returns and publishes it; begins anew when somebody else changed the year in between."""
    while not _published(run, Round.objects.select_related("collection").get(pk=round_id)):
        pass


def _published(run: Run, work: Round) -> bool:
    folder = Path(settings.SEXTANT_HOME) / "lab" / f"round-{work.pk}-{run.job.attempts}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        stage = Stage(folder)
        accepted = stage_round(work, stage, run.progress)
        figure_out(work.collection, stage, lambda: run.progress(len(accepted), len(accepted)))
        try:
            with run.last_step() as result:
                store_round(work, stage, accepted, by=run.job.created_by)
                result.update(accepted=len(accepted), libraries=stage.years[work.year].libraries)
        except Overtaken:
            return False
        for staged in stage.changed:
            if staged.made is not None:
                panel.keep(panel.folder_of(work.collection), staged.made, staged.year, staged.fingerprint)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return True
