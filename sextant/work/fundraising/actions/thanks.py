"""Thanking: a letter queued with the booking itself, or a word of the fundraiser where no letter can go."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.fundraising.letters import tell_of_part
from sextant.work.fundraising.models import Part

BY_LETTER, BY_RECEIPT, NOT_WANTED = gettext_noop("letter of thanks"), gettext_noop("receipt"), gettext_noop("no letter wanted")


@transaction.atomic
def thank(part: Part, *, by: User | None) -> None:
    """Queues the letter of thanks with the receipt; whoever agreed to no letters gets the receipt alone, if it was asked for.

    A gift without an address stays unthanked until the fundraiser says how it was done.
    """
    gift = part.gift
    if part.is_demo or part.thanked_at is not None:
        return
    agreed = gift.agrees_to_letters or gift.donor.wants_letters
    if not agreed and not gift.wants_receipt:
        part.thanked_how = NOT_WANTED
    elif tell_of_part(part, "fundraising.thanks" if agreed else "fundraising.receipt", by=by):
        part.thanked_at, part.thanked_how = timezone.now(), BY_LETTER if agreed else BY_RECEIPT
    part.save(update_fields=["thanked_at", "thanked_how"])


@transaction.atomic
def note_thanks(part: Part, *, how: str, by: User) -> Part:
    """The fundraiser thanked by telephone, by hand or in person."""
    part = Part.objects.select_for_update().get(pk=part.pk)
    if part.thanked_at is not None:
        raise ValidationError(_("This gift was thanked for already."))
    if not how.strip():
        raise ValidationError({"how": _("Say how you thanked: by telephone, with a card, in person.")})
    part.thanked_at, part.thanked_how = timezone.now(), how.strip()[:100]
    part.save(update_fields=["thanked_at", "thanked_how"])
    record(verb="fundraising.note_thanks", obj=part.gift, by=by, after={"how": part.thanked_how})
    return part
