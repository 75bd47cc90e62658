"""Work for later: checking the file of a book, ending marks whose norm has lapsed, removing files. The lab's readers are imported in the worker only."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.sentences import SaidError
from sextant.work.publications.actions.checks import keep_findings, refuse_file, remove_old_files
from sextant.work.publications.actions.marks import expire_lapsed
from sextant.work.publications.models import Check


@job("publications.check_file", title=_("Check of a book's file"), tries=2)
def check_file(run: Run, check_id: int) -> None:
    """Reads the file in a process of its own, judges it, draws its pages and reports, and keeps all of it in one step."""
    from sextant.work.publications.checking import checked

    check = Check.objects.select_related("book", "by").get(pk=check_id)
    if check.outcome:
        return
    try:
        made, findings = checked(check, run.progress)
    except SaidError as refusal:
        with run.last_step():
            refuse_file(check, {"en": refusal.sentence("en"), "ru": refusal.sentence("ru")})
        return
    with run.last_step() as result:
        keep_findings(check, made, findings)
        result.update(verdict=check.verdict, findings=len(findings))


@job("publications.expire_marks", title=_("Quality marks whose norm has lapsed"), every=timedelta(days=1))
def expire_marks(run: Run) -> None:
    """Every day."""
    ended = expire_lapsed(today=timezone.localdate())
    with run.last_step() as result:
        result["marks"] = ended


@job("publications.remove_files", title=_("Removing the files of checked books"), every=timedelta(days=1))
def remove_files(run: Run) -> None:
    """Every day: files whose check ended more than 90 days ago."""
    removed = remove_old_files(timezone.now())
    with run.last_step() as result:
        result["files"] = removed
