"""Work for later: reading a file into the store of its corpus, and making an edition. The lab is imported here, in the worker, never by a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.sentences import SaidError
from sextant.work.observatory.actions.corpora import finish_import, keep_harvest, refuse_import
from sextant.work.observatory.actions.editions import keep_edition, refuse_edition
from sextant.work.observatory.models import Edition, ImportRun

BUSY = ("store_busy",)
"""Refusals that pass by themselves: the job is tried again."""


@job("observatory.import_file", title=_("Import of literature"))
def import_file(run: Run, import_id: int) -> None:
    """Reads a file into the store of its corpus. Tried again, it finds what is in the store already and counts it once."""
    from sextant.work.observatory.bringing import bring

    work = ImportRun.objects.select_related("corpus", "by").get(pk=import_id)
    if not work.outcome:
        _bring_in(run, work, bring)


@job("observatory.harvest", title=_("Harvest of a repository"))
def harvest(run: Run, import_id: int) -> None:
    """Fetches the records of a repository into a file, then brings that file in; killed in the middle it begins anew."""
    from sextant.work.observatory.bringing import bring
    from sextant.work.observatory.harvesting import Refusal, fetched

    work = ImportRun.objects.select_related("corpus", "by").get(pk=import_id)
    if work.outcome:
        return
    try:
        with fetched(work.address, work.wish, run.progress) as path:
            keep_harvest(work, path)
    except Refusal as refusal:
        with run.last_step():
            refuse_import(work, refusal.sentence)
        return
    _bring_in(run, work, bring)


def _bring_in(run: Run, work: ImportRun, bring: Any) -> None:
    """From the file of an import into the store, and what became of it."""
    try:
        counts, findings, held = bring(work)
    except SaidError as refusal:
        if refusal.code in BUSY:
            raise
        with run.last_step():
            refuse_import(work, {"en": refusal.sentence("en"), "ru": refusal.sentence("ru")})
        return
    with run.last_step() as result:
        finish_import(work, counts, findings, held_already=held)
        result.update({name: counts[name] for name in ("read", "stored", "refused")})


@job("observatory.make_edition", title=_("Making an edition of the observatory"))
def make_edition(run: Run, edition_id: int) -> None:
    """Merges the corpus, lands its works on concepts, makes every analysis, and keeps all of it in one step."""
    from sextant.work.observatory.making import make

    edition = Edition.objects.select_related("corpus", "by").get(pk=edition_id)
    if edition.state != "making" or edition.sentence_en:
        return
    try:
        made = make(edition, run.progress)
    except SaidError as refusal:
        if refusal.code in BUSY:
            raise
        with run.last_step():
            refuse_edition(edition, {"en": refusal.sentence("en"), "ru": refusal.sentence("ru")})
        return
    with run.last_step() as result:
        keep_edition(edition, made)
        result.update(works=edition.works, landed=edition.landed)
