"""Work for later: consultations and votes whose time is over are closed, and votes counted."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.society.documents import states
from sextant.society.documents.actions.consulting import close_consultation
from sextant.society.documents.actions.voting import close_vote
from sextant.society.documents.models import ApprovalVote, Consultation


@job("documents.close_what_is_over", title=_("Documents: consultations and votes whose time is over"), every=timedelta(minutes=15))
def close_what_is_over(run: Run) -> None:
    """Every quarter of an hour. What an editor has closed meanwhile, or a vote whose chain is broken, is passed over; the rest is done."""
    now = timezone.now()
    consultations = list(Consultation.objects.filter(closed_at=None, closes_at__lte=now).select_related("version__document").order_by("pk"))
    votes = list(ApprovalVote.objects.filter(closed_at=None, closes_at__lte=now).order_by("pk"))
    refused: list[str] = []
    for number, one in enumerate([*consultations, *votes], 1):
        try:
            if isinstance(one, Consultation):
                close_consultation(one.version.document, by=None, words={states.CLOCK}, now=now)
            if isinstance(one, ApprovalVote):
                close_vote(one, by=None, now=now)
        except ValidationError as refusal:
            refused += refusal.messages
        run.progress(number, len(consultations) + len(votes))
    with run.last_step() as result:
        result.update(consultations=len(consultations), votes=len(votes), refused=refused)
