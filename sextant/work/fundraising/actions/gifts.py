"""Gifts on their way in: promised on the public page, written down by the office, given as things, called off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import money
from sextant.society.ledger.models import Fund
from sextant.society.ledger.queries.accounts import general_fund
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.donors import set_consent
from sextant.work.fundraising.models import Appeal, Consent, Donor, Gift, Instalment
from sextant.work.fundraising.models.donors import CONSENT_TEXT

LARGEST = 10**13
SMALLEST = 1_00


@dataclass(frozen=True)
class Wish:
    """What a donor says beside the amount: how to be named, for whom, which letters."""

    name: str = ""
    email: str = ""
    language: str = "ru"
    is_anonymous: bool = False
    tribute: str = ""
    tribute_name: str = ""
    message: str = ""
    agrees_to_letters: bool = False
    wants_receipt: bool = True

    def as_fields(self) -> dict[str, Any]:
        """Columns of a gift, cut to their lengths."""
        return {
            "name": self.name.strip()[:300],
            "email": self.email.strip().lower(),
            "language": self.language,
            "is_anonymous": self.is_anonymous,
            "tribute": self.tribute,
            "tribute_name": self.tribute_name.strip()[:200] if self.tribute else "",
            "message": self.message.strip()[:500],
            "agrees_to_letters": self.agrees_to_letters,
            "wants_receipt": self.wants_receipt,
        }


def refuse_amount(amount_minor: int, currency: str) -> None:
    """Refuses amounts that are no gift: below one whole unit of the currency, or beyond what anybody could give."""
    if amount_minor < SMALLEST:
        raise ValidationError({"amount": _("Give an amount of at least %(amount)s.") % {"amount": money(SMALLEST, currency)}})
    if amount_minor > LARGEST:
        raise ValidationError({"amount": _("This is more than can be given here. Look whether a sign is in the wrong place, or write to us.")})


def refuse_tribute(wish: Wish) -> None:
    if wish.tribute and not wish.tribute_name.strip():
        raise ValidationError({"tribute_name": _("Say in whose memory or honour the gift is made.")})


@transaction.atomic
def promise_gift(
    *, donor: Donor, appeal: Appeal, amount_minor: int, wish: Wish, by: User | None, on: date | None = None, is_demo: bool = False, **more: Any
) -> Gift:
    """Writes down what a visitor of the public page means to give; it becomes a gift when the money comes."""
    day = on or timezone.localdate()
    refuse_amount(amount_minor, appeal.currency)
    refuse_tribute(wish)
    if not appeal.is_asking(day):
        raise ValidationError(_("This appeal takes no more gifts. Choose one of the open appeals."))
    if not wish.email.strip():
        raise ValidationError({"email": _("Give an e-mail address: the receipt goes there.")})
    gift = Gift.objects.create(
        donor=donor,
        appeal=appeal,
        fund=appeal.fund,
        source=Gift.Source.PAGE,
        amount_minor=amount_minor,
        currency=appeal.currency,
        promised_on=day,
        consent_text=CONSENT_TEXT,
        made_by=by,
        is_demo=is_demo or donor.is_demo,
        **wish.as_fields(),
        **more,
    )
    set_consent(donor, purpose=Consent.Purpose.PROCESSING, given=True, way=Consent.Way.FORM, by=by)
    after = {"amount_minor": amount_minor, "currency": gift.currency, "appeal": appeal.code}
    record(verb="fundraising.promise_gift", obj=gift, by=by, after=after, personal_after={"name": gift.name, "email": gift.email})
    return gift


@transaction.atomic
def enter_gift(
    *,
    donor: Donor,
    amount_minor: int,
    by: User | None,
    appeal: Appeal | None = None,
    fund: Fund | None = None,
    currency: str = "RUB",
    on: date | None = None,
    instalments: Iterable[tuple[date, int]] = (),
    due_on: date | None = None,
    wish: Wish | None = None,
    source: str = Gift.Source.OFFICE,
    import_key: str | None = None,
    is_demo: bool = False,
) -> Gift:
    """Writes down a gift or a pledge that came to the office; with instalments the amounts add up to the gift.

    A gift to an appeal goes to the appeal's fund, whatever fund is asked for.
    """
    day, parts = on or timezone.localdate(), list(instalments)
    money_in = appeal.currency if appeal else currency
    refuse_amount(amount_minor, money_in)
    if appeal is not None and appeal.state == states.DRAFT:
        raise ValidationError({"appeal": _("This appeal is a draft. Open it first.")})
    if parts and sum(amount for _day, amount in parts) != amount_minor:
        raise ValidationError({"instalments": _("The instalments do not add up to the amount of the pledge.")})
    wish = wish or Wish(name=donor.name, email=donor.email, language=donor.language)
    refuse_tribute(wish)
    gift = Gift.objects.create(
        donor=donor,
        appeal=appeal,
        fund=appeal.fund if appeal else fund or general_fund(),
        source=source,
        amount_minor=amount_minor,
        currency=money_in,
        promised_on=day,
        due_on=due_on or (min(when for when, _amount in parts) if parts else None),
        made_by=by,
        import_key=import_key,
        is_demo=is_demo or donor.is_demo or bool(appeal and appeal.is_demo),
        **wish.as_fields(),
    )
    Instalment.objects.bulk_create([Instalment(gift=gift, due_on=when, amount_minor=amount) for when, amount in parts])
    record(verb="fundraising.enter_gift", obj=gift, by=by, after={"amount_minor": amount_minor, "currency": money_in, "instalments": len(parts)})
    return gift


@transaction.atomic
def cancel_gift(gift: Gift, *, by: User | None, reason: str = "") -> Gift:
    """Calls off what is still awaited; what came of it already stays."""
    gift = Gift.objects.select_for_update().get(pk=gift.pk)
    if gift.state not in (states.PROMISED, states.MISSED):
        raise ValidationError(_("Only a gift that is still awaited can be called off."))
    gift.state = states.CANCELLED
    gift.save(update_fields=["state"])
    record(verb="fundraising.cancel_gift", obj=gift, by=by, after={"reason": reason.strip()})
    return gift
