"""Work for later: the kit, and forgetting what is only kept for a day or a week."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.outreach.actions.campaigns import keep_kit
from sextant.work.outreach.actions.reach import forget_days_before
from sextant.work.outreach.actions.support import forget_unconfirmed
from sextant.work.outreach.models import Campaign, KitFile
from sextant.work.outreach.printed import fingerprint_of, piece


@job("outreach.make_kit", title=_("Making the kit of a campaign"))
def make_kit(run: Run, campaign_id: int) -> dict[str, Any]:
    """Press sheet, slides and cards in both languages; nothing is changed where the words are those of the kit that is there."""
    campaign = Campaign.objects.select_related("agenda").get(pk=campaign_id)
    fingerprint = fingerprint_of(campaign)
    wanted = [(kind, language) for kind in KitFile.Kind.values for language in ("ru", "en")]
    if campaign.kit_fingerprint == fingerprint and campaign.kit.count() == len(wanted):
        Campaign.objects.filter(pk=campaign.pk).update(outcome="done")
        return {"files": 0}
    made: dict[tuple[str, str], bytes] = {}
    try:
        for place, (kind, language) in enumerate(wanted, 1):
            made[kind, language] = piece(campaign, kind, language)
            run.progress(place, len(wanted))
    except ValidationError:
        Campaign.objects.filter(pk=campaign.pk).update(outcome="refused")
        raise
    return {"files": keep_kit(campaign, made, fingerprint)}


@job("outreach.forget", title=_("Forgetting visits and addresses that were not confirmed"), every=timedelta(days=1))
def forget(run: Run) -> dict[str, Any]:
    """Salts and digests of days that are over; endorsements and adoptions whose address nobody confirmed."""
    today = timezone.localdate()
    return {"digests": forget_days_before(today), "unconfirmed": forget_unconfirmed(today)}
