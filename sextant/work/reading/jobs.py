"""Work for later: award files read and taken in, drafts counted, published lists printed, voting pages closed whose hour is over."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.base.words.fields import LANGUAGES
from sextant.work.reading import states
from sextant.work.reading.actions.awards import keep_lines, refuse_import, write_lines
from sextant.work.reading.actions.lists import keep_draft
from sextant.work.reading.actions.votes import close_session
from sextant.work.reading.models import AwardImport, KioskSession, ListFile, RecommendedList


@job("reading.read_awards", title=_("Reading a file of awarded books"))
def read_awards(run: Run, *, import_id: int) -> None:
    """Reads the file line by line into a preview; nothing goes into the list."""
    from sextant.work.reading.award_files import Refusal
    from sextant.work.reading.previewing import previewed

    work = AwardImport.objects.select_related("list", "by").get(pk=import_id)
    if work.state != states.READING:
        return
    try:
        encoding, lines = previewed(work, run.progress)
    except Refusal as refusal:
        with run.last_step():
            refuse_import(work, refusal.sentence)
        return
    with run.last_step() as result:
        if AwardImport.objects.select_for_update().get(pk=work.pk).state == states.READING:
            keep_lines(work, lines, encoding)
        result.update(read=work.read, stored=work.stored, merged=work.merged, refused=work.refused)


@job("reading.take_awards", title=_("Taking awarded books into a list"))
def take_awards(run: Run, *, import_id: int) -> None:
    """Writes what was looked over into the list, all of it or nothing."""
    with run.last_step() as result:
        work = AwardImport.objects.select_for_update(of=("self",)).select_related("list", "by").get(pk=import_id)
        if work.state == states.TAKING:
            write_lines(work)
        result.update(read=work.read, stored=work.stored, merged=work.merged, refused=work.refused)


@job("reading.draft_list", title=_("Draft of a recommended list"))
def draft_list(run: Run, *, list_id: int) -> None:
    """Counts the scores of all books of the season."""
    from sextant.work.reading.making import draft

    with run.last_step() as result:
        one = RecommendedList.objects.select_for_update(of=("self",)).select_related("season").get(pk=list_id)
        if one.state == states.MAKING:
            items, method = draft(one)
            keep_draft(one, items, method)
            result["books"] = len(items)


@job("reading.print_list", title=_("Recommended list as PDF"))
def print_list(run: Run, *, list_id: int) -> None:
    """Sets the published list in both languages."""
    from sextant.work.reading.printed import list_pdf

    one = RecommendedList.objects.select_related("season").filter(pk=list_id).first()
    if one is None:
        return
    for number, language in enumerate(LANGUAGES):
        run.progress(number, len(LANGUAGES))
        if one.files.filter(language=language).exists():
            continue
        kept = ListFile(list=one, language=language)
        kept.file.save("list.pdf", ContentFile(list_pdf(one, language)), save=False)
        with run.step():
            kept.save()


@job("reading.close_sessions", title=_("Closing voting pages whose hour is over"), every=timedelta(hours=6))
def close_sessions(run: Run) -> dict[str, Any]:
    """Numbers of pages that nobody closed become ballots of their libraries."""
    now = timezone.now()
    over = list(KioskSession.objects.filter(closed_at=None, closes_at__lte=now))
    for one in over:
        close_session(one, by=None, now=now)
    return {"closed": len(over)}
