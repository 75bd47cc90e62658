"""Publishing a year, and opening it for a correction."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.returns import states
from sextant.work.returns.actions.editions import ask_edition
from sextant.work.returns.actions.estimates import fill_after_publishing
from sextant.work.returns.models import YearRelease


@transaction.atomic
def publish_year(release: YearRelease, *, by: User | None) -> YearRelease:
    """Closes the year: its figures are final, and its fingerprint proves it."""
    release = YearRelease.objects.select_for_update().get(pk=release.pk)
    if not release.libraries:
        raise ValidationError(_("This year has no figures yet; import them first."))
    if release.state == states.PUBLISHED:
        raise ValidationError(_("This year is published already."))
    before, reason = release.state, release.correction_reason
    release.state, release.published_at, release.published_by, release.correction_reason = states.PUBLISHED, timezone.now(), by, ""
    release.save(update_fields=["state", "published_at", "published_by", "correction_reason"])
    after = {"state": release.state, "fingerprint": release.fingerprint}
    record(verb="returns.publish_year", obj=release, by=by, before={"state": before}, after=after)
    ask_edition(release, reason=reason, by=by)
    fill_after_publishing(release, by=by)
    return release


@transaction.atomic
def open_correction(release: YearRelease, *, reason: str, by: User | None) -> YearRelease:
    """Opens a published year again, so that corrected figures can come in as new revisions; the reason stays in the record."""
    release = YearRelease.objects.select_for_update().get(pk=release.pk)
    if release.state != states.PUBLISHED:
        raise ValidationError(_("Only a published year can be opened for a correction; this one takes figures as it is."))
    if not reason.strip():
        raise ValidationError(_("Say why the published figures have to be corrected."))
    release.state, release.correction_reason = states.CORRECTING, reason.strip()[:300]
    release.save(update_fields=["state", "correction_reason"])
    record(verb="returns.open_correction", obj=release, by=by, before={"state": states.PUBLISHED}, after={"reason": release.correction_reason})
    return release
