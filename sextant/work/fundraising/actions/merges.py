"""Two donor rows that are one donor: made one, and parted again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.fundraising.models import Consent, Donor, DonorMerge, Gift, Note, StandingGift

MOVED: dict[str, Any] = {"gift": Gift, "standing": StandingGift, "consent": Consent, "note": Note}
KEPT = ("name", "email", "person_id", "organisation_id", "wants_letters", "wants_reminders")


def _both(kept: Donor, gone: Donor) -> tuple[Donor, Donor]:
    rows = {row.pk: row for row in Donor.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    return rows[kept.pk], rows[gone.pk]


@transaction.atomic
def merge_donors(kept: Donor, gone: Donor, *, by: User) -> DonorMerge:
    """Moves everything of one donor to the other. A “no” of either to letters or reminders stays a “no”."""
    if kept.pk == gone.pk:
        raise ValidationError(_("Choose two different donors."))
    kept, gone = _both(kept, gone)
    if any(one.merged_into_id or one.erased_at for one in (kept, gone)):
        raise ValidationError(_("One of the two was merged or erased already."))
    if kept.kind != gone.kind:
        raise ValidationError(_("A person and an organisation are two donors."))
    if kept.person_id and gone.person_id and kept.person_id != gone.person_id:
        raise ValidationError(_("These are two different people of the members' register. Merge the people first, if they are one."))
    moved: dict[str, list[int]] = {}
    for name, model in MOVED.items():
        rows = model.objects.filter(donor=gone)
        moved[name] = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.update(donor=kept)
    before = {name: getattr(kept, name) for name in KEPT}
    for name in ("name", "email", "person_id", "organisation_id"):
        setattr(kept, name, getattr(kept, name) or getattr(gone, name))
    kept.wants_letters = kept.wants_letters and gone.wants_letters
    kept.wants_reminders = kept.wants_reminders and gone.wants_reminders
    kept.save()
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    merge = DonorMerge.objects.create(kept=kept, gone=gone, moved=moved, before=before, made_by=by)
    record(verb="fundraising.merge_donors", obj=kept, by=by, after={"gone": gone.pk, **{name: len(keys) for name, keys in moved.items()}})
    return merge


@transaction.atomic
def undo_merge(merge: DonorMerge, *, by: User) -> DonorMerge:
    """Parts the two again: what was moved goes back, what nobody changed since is set back."""
    merge = DonorMerge.objects.select_for_update().get(pk=merge.pk)
    kept, gone = _both(merge.kept, merge.gone)
    if merge.undone_at is not None:
        raise ValidationError(_("This merge was undone already."))
    if kept.merged_into_id or kept.erased_at or gone.erased_at:
        raise ValidationError(_("The donor was erased or merged further; undo the later merge first."))
    for name, keys in merge.moved.items():
        MOVED[name].objects.filter(pk__in=keys, donor=kept).update(donor=gone)
    for name, value in merge.before.items():
        inherited = getattr(kept, name) == getattr(gone, name) and not value
        if inherited or name.startswith("wants_"):
            setattr(kept, name, value)
    kept.save()
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    record(verb="fundraising.undo_merge", obj=kept, by=by, after={"parted": gone.pk})
    return merge
