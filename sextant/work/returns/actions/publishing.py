"""Publishing a round: its accepted returns become the figures of the year."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.states import QUEUED, RUNNING
from sextant.work.returns import states
from sextant.work.returns.actions.storing import store_years
from sextant.work.returns.actions.years import publish_year
from sextant.work.returns.models import Round, Submission
from sextant.work.returns.reckoning.staging import Stage


@transaction.atomic
def start_publishing(work: Round, *, by: User | None) -> Round:
    """Queues the working out of the year from the accepted returns of a round."""
    work = Round.objects.select_for_update(of=("self",)).select_related("publish_job", "collection").get(pk=work.pk)
    if work.publish_job is not None and work.publish_job.state in (QUEUED, RUNNING):
        raise ValidationError(_("The year is being worked out already; wait until that has ended."))
    release = work.collection.years.filter(year=work.year).first()
    if release is not None and not release.takes_figures:
        raise ValidationError(_("The figures of this year are published; open a correction with its reason first."))
    if not work.submissions.filter(state=states.ACCEPTED).exists():
        raise ValidationError(_("No return has been accepted yet; there is nothing to publish."))
    waiting = work.submissions.filter(state__in=[states.SENT, states.QUERIED]).count()
    if waiting:
        raise ValidationError(
            _("Returns that were sent and are not accepted yet: %(count)d. Accept them, or wait for the answers to your questions.")
            % {"count": waiting}
        )
    work.publish_job = after_commit("returns.publish_round", by=by, round_id=work.pk)
    work.save(update_fields=["publish_job"])
    record(verb="returns.start_publishing", obj=work, by=by)
    return work


@transaction.atomic
def store_round(work: Round, stage: Stage, accepted: list[int], *, by: User | None) -> Round:
    """Writes the staged year, publishes it and its returns; raises `Overtaken` where the year has changed meanwhile."""
    store_years(None, work.collection, stage)
    publish_year(work.collection.years.get(year=work.year), by=by)
    published = Submission.objects.filter(pk__in=accepted, state=states.ACCEPTED).update(state=states.PUBLISHED_RETURN)
    work.state, work.published_at = states.RELEASED, timezone.now()
    work.save(update_fields=["state", "published_at"])
    record(verb="returns.publish_round", obj=work, by=by, after={"returns": published})
    after_commit("returns.index_libraries", by=by, collection_id=work.collection_id, years=[work.year])
    return work
