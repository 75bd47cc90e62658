"""Letters to donors: after a gift was promised, when it came, before the next of a standing gift, and what is read once a year."""

from datetime import date, timedelta
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import write_letter
from sextant.base.letters.models import Letter
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_address, full_url
from sextant.base.words.money import money
from sextant.society.ledger.payables import pay_url
from sextant.work.fundraising.models import Donor, Gift, Mailing, Part, StandingGift
from sextant.work.fundraising.queries.tokens import token_of_donor, token_of_gift, token_of_part, token_of_standing

TEMPLATES: dict[str, str | Promise] = {
    "fundraising.promised": _("A gift was promised: how to pay it"),
    "fundraising.thanks": _("Thanks for a gift, with its receipt"),
    "fundraising.receipt": _("Receipt of a gift, without other words"),
    "fundraising.reminder": _("Reminder of a promised gift"),
    "fundraising.standing_notice": _("The next standing gift, before its day"),
    "fundraising.standing_lapsed": _("A standing gift has ended because nothing came"),
    "fundraising.statement": _("Statement of a year's gifts"),
    "fundraising.mailing": _("Letter to a list of donors"),
}


def _address(gift: Gift) -> str:
    return gift.email or gift.donor.email


def _absolute(url: str) -> str:
    return url if url.startswith("http") else full_url(url)


def choice_of_letters(donor: Donor, address: str, language: str) -> str:
    """The page on which a donor chooses what to be sent; nothing for another address than the donor's own, since the page opens statements too."""
    own = address.lower() == donor.email.lower()
    return full_address("fundraising:preferences", language, token_of_donor(donor)) if own else ""


def context_of(gift: Gift, language: str) -> dict[str, Any]:
    """What every letter about a gift knows, in its reader's language."""
    with translation.override(language):
        return {
            "gift": gift,
            "name": gift.name or gift.donor.name,
            "amount": money(gift.amount_minor, gift.currency),
            "open": money(gift.open_minor, gift.currency),
            "appeal": str(gift.appeal) if gift.appeal else "",
            "fund": str(gift.fund),
            "gift_page": full_address("fundraising:gift", language, token_of_gift(gift)),
            "stop_page": full_address("fundraising:standing", language, token_of_standing(gift.standing)) if gift.standing else "",
            "preferences": choice_of_letters(gift.donor, _address(gift), language),
        }


def tell(gift: Gift, template: str, key: str, *, by: User | None, **more: Any) -> Letter | None:
    """Writes a letter about a gift to whoever gave it; None where there is no address. Demo gifts get none."""
    if gift.is_demo or not _address(gift):
        return None
    language = gift.language
    context = {**context_of(gift, language), **more}
    return write_letter(
        key=f"{template}:{gift.pk}:{key}"[:160], template=template, to=_address(gift), language=language, context=context, about=gift, by=by
    )


def tell_promised(gift: Gift, *, by: User | None) -> Letter | None:
    """How to pay what was just promised."""
    with translation.override(gift.language):
        return tell(gift, "fundraising.promised", "", by=by, pay_page=_absolute(pay_url(gift)))


def tell_of_part(part: Part, template: str, *, by: User | None) -> Letter | None:
    """Thanks, or the receipt alone."""
    gift = part.gift
    with translation.override(gift.language):
        receipt = full_address("fundraising:receipt", gift.language, token_of_part(part))
        came = money(part.amount_minor, gift.currency)
        return tell(gift, template, str(part.pk), by=by, came=came, day=part.day, number=part.receipt_number, receipt=receipt, rest=gift.open_minor)


def remind(gift: Gift, *, amount_minor: int, due_on: date, number: int, by: User | None) -> Letter | None:
    """Reminds of what was promised; `number` says which reminder it is."""
    with translation.override(gift.language):
        asked = money(amount_minor, gift.currency)
        return tell(gift, "fundraising.reminder", str(number), by=by, asked=asked, due_on=due_on, pay_page=_absolute(pay_url(gift)))


def announce(gift: Gift, *, by: User | None) -> Letter | None:
    """Announces the next gift of a standing one, with the link to pay it and the link to stop."""
    with translation.override(gift.language):
        return tell(gift, "fundraising.standing_notice", f"{gift.due_on}", by=by, due_on=gift.due_on, pay_page=_absolute(pay_url(gift)))


def tell_lapsed(standing: StandingGift, gift: Gift, *, by: User | None) -> Letter | None:
    return tell(gift, "fundraising.standing_lapsed", f"{standing.pk}:{standing.ended_on}", by=by)


def tell_statement(donor: Donor, *, year: int, totals: dict[str, int], by: User | None) -> Letter | None:
    """The statement of a year; `totals` are minor units by currency."""
    if donor.is_demo or not donor.email:
        return None
    page = full_address("fundraising:donor_statement", donor.language, token_of_donor(donor), year)
    with translation.override(donor.language):
        total = ", ".join(money(amount, currency) for currency, amount in sorted(totals.items()))
    preferences = choice_of_letters(donor, donor.email, donor.language)
    context = {"name": donor.name, "year": year, "total": total, "statement": page, "preferences": preferences}
    key = f"fundraising.statement:{donor.pk}:{year}"
    return write_letter(key=key, template="fundraising.statement", to=donor.email, language=donor.language, context=context, about=donor, by=by)


def tell_mailing(mailing: Mailing, donor: Donor, *, by: User | None) -> Letter | None:
    """One letter of a mailing, in the donor's language where the fundraiser wrote it in both."""
    if donor.is_demo or not donor.email:
        return None
    order = [donor.language, *(code for code in ("ru", "en") if code != donor.language)]
    language = next((code for code in order if getattr(mailing, f"text_{code}")), donor.language)
    page = full_address("fundraising:appeal", language, mailing.appeal.code) if mailing.appeal else full_address("fundraising:appeals", language)
    context = {
        "subject": getattr(mailing, f"subject_{language}"),
        "text": getattr(mailing, f"text_{language}"),
        "name": donor.name,
        "page": page,
        "preferences": full_address("fundraising:preferences", language, token_of_donor(donor)),
    }
    key = f"fundraising.mailing:{mailing.pk}:{donor.pk}"
    return write_letter(key=key, template="fundraising.mailing", to=donor.email, language=language, context=context, about=mailing, by=by)


def sample() -> dict[str, Any]:
    """An invented gift to preview a letter with."""
    page, today = full_url("/…"), date(2026, 3, 1)
    return {
        "gift": {"reference": "GIFT-000017"},
        "name": "Анна Петровна Читалкина",
        "amount": money(150_000, "RUB"),
        "open": money(150_000, "RUB"),
        "asked": money(50_000, "RUB"),
        "came": money(150_000, "RUB"),
        "rest": 0,
        "total": money(450_000, "RUB"),
        "year": 2025,
        "appeal": "Books for village libraries",
        "fund": "Books for village libraries",
        "day": today,
        "due_on": today + timedelta(days=7),
        "number": "R-2026-000017",
        "subject": "A new shelf",
        "text": "Three villages have no children's books newer than 1990.",
        **dict.fromkeys(("gift_page", "stop_page", "pay_page", "receipt", "statement", "page", "preferences"), page),
    }


def register_templates() -> None:
    for code, title in TEMPLATES.items():
        register(code, title, sample=sample)
