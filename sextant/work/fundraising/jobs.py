"""Work for later: what the calendar asks for, statements of a year, letters to a list, imports, what is computed of donors."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.fundraising.actions.imports import store_gifts
from sextant.work.fundraising.actions.reminders import forget_promise, overdue_promises, remind_once, standing_due, to_remind
from sextant.work.fundraising.actions.segments import write_one
from sextant.work.fundraising.actions.standing import NOTICE, expect_next, miss
from sextant.work.fundraising.actions.statements import send_statement
from sextant.work.fundraising.models import Analysis, Donor, Gift, GiftImport, MailingDonor


@job("fundraising.daily", title=_("Gifts: what the calendar asks for"), every=timedelta(days=1))
def daily(run: Run, day: str | None = None) -> dict[str, Any]:
    """Announces standing gifts, gives up what did not come, reminds of pledges. Each is a transaction; a second run finds only what is left."""
    today = date.fromisoformat(day) if day else timezone.localdate()
    missed, standing, pledges = list(overdue_promises(today)), list(standing_due(today, NOTICE)), list(to_remind(today))
    total, done, sent, announced = len(missed) + len(standing) + len(pledges), 0, 0, 0
    for done, gift in enumerate(missed, 1):
        forget_promise(gift, today=today) if gift.source == Gift.Source.PAGE else miss(gift, today=today)
        run.progress(done, total)
    for done, one in enumerate(standing, len(missed) + 1):
        announced += expect_next(one, today=today) is not None
        run.progress(done, total)
    for done, gift in enumerate(pledges, len(missed) + len(standing) + 1):
        sent += remind_once(gift, today=today)
        run.progress(done, total)
    return {"announced": announced, "missed": len(missed), "reminded": sent}


@job("fundraising.send_statements", title=_("Statements of a year to donors"))
def send_statements(run: Run, *, year: int) -> dict[str, Any]:
    """A letter for every donor who gave in the year and agreed to letters; a donor gets one however often the job runs."""
    donors = list(Donor.objects.living().filter(gifts__parts__day__year=year, gifts__parts__taken_back_on=None).distinct().order_by("pk"))
    written = 0
    for done, donor in enumerate(donors, 1):
        written += send_statement(donor, year=year, by=None)
        run.progress(done, len(donors))
    return {"donors": len(donors), "letters": written}


@job("fundraising.send_mailing", title=_("Letters to a list of donors"))
def send_mailing(run: Run, *, mailing_id: int) -> dict[str, Any]:
    """One letter after the other; those held back get none."""
    rows, written = list(MailingDonor.objects.filter(mailing=mailing_id, is_held=False, letter_key="").order_by("pk")), 0
    for done, row in enumerate(rows, 1):
        written += write_one(row, by=None)
        run.progress(done, len(rows))
    return {"letters": written, "donors": len(rows)}


@job("fundraising.import_gifts", title=_("Bringing in a list of gifts"))
def import_gifts(run: Run, *, import_id: int) -> None:
    """Every row stored, merged or refused, together with the end of the job."""
    work = GiftImport.objects.get(pk=import_id)
    run.progress(0, work.read)
    with run.last_step() as outcome:
        done = store_gifts(work, today=timezone.localdate())
        outcome |= {"stored": done.stored, "merged": done.merged, "refused": len(done.refused)}


@job("fundraising.analyse", title=_("Computing segments and expected gifts of donors"), tries=2)
def analyse(run: Run, *, analysis_id: int) -> None:
    """The lab is loaded here and not with the site: it needs numpy and scipy."""
    from sextant.work.fundraising.computing import compute

    compute(Analysis.objects.get(pk=analysis_id), run)
