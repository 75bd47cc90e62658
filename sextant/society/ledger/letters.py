"""Letters about invoices: the invoice itself, and reminders after the day on which it was due. Each carries the link to pay."""

from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import Ready, queue_letters, rendered
from sextant.base.letters.registry import LANGUAGES, register
from sextant.base.ui.links import full_url
from sextant.base.words.fields import in_language
from sextant.base.words.money import money
from sextant.society.ledger import subjects
from sextant.society.ledger.models import Invoice, Payee
from sextant.society.ledger.payables import pay_url

INVOICE, REMINDER = "ledger.invoice", "ledger.reminder"


def addresses(invoice: Invoice, found: list[tuple[str, str]] | None = None) -> list[tuple[str, str]]:
    """To whom letters about an invoice go, each address with its language: what its subject says (or was `found`), else the payer's own."""
    if found is None:
        subject = subjects.subject(invoice.about_kind)
        found = subject.addresses(invoice.about_id) if subject else []
    own = invoice.payer_email or (invoice.person.email if invoice.person else "") or ""
    return found or ([(own, invoice.language)] if own else [])


def _context(invoice: Invoice, language: str, **more: Any) -> dict[str, Any]:
    """What the letters know, in their reader's language."""
    with translation.override(language):
        payee = Payee.objects.first()
        subject = subjects.subject(invoice.about_kind)
        return {
            "association": in_language({"ru": payee.name_ru, "en": payee.name_en}, language) if payee else "",
            "number": invoice.shown_number,
            "payer": invoice.payer_name,
            "what": str(subject.title) if subject else "",
            "amount": money(invoice.open_minor, invoice.currency),
            "due_on": date_format(invoice.due_on) if invoice.due_on else "",
            "link": full_url(pay_url(invoice)),
            **more,
        }


def tell(invoice: Invoice, template: str, key: str, *, by: User | None, **more: Any) -> int:
    """Writes the letter to everybody who receives mail about the invoice; how many. Demo rows get none."""
    return len(queue_letters(worded(invoice, template, key, addresses(invoice), **more), by=by))


def worded(invoice: Invoice, template: str, key: str, told: list[tuple[str, str]], **more: Any) -> list[Ready]:
    """The letters to these addresses, in words; none about demo rows."""
    letters = []
    for address, language in told if not invoice.is_demo else ():
        chosen = language if language in LANGUAGES else LANGUAGES[0]
        named = f"{template}:{invoice.pk}:{key}:{address}"[:160]
        letters.append(rendered(key=named, template=template, to=address, language=chosen, context=_context(invoice, chosen, **more), about=invoice))
    return letters


def days_over(invoice: Invoice, today: date) -> int:
    """Days since the day on which it was due; 0 while it is not."""
    return max((today - invoice.due_on).days, 0) if invoice.due_on else 0


def _sample() -> dict[str, Any]:
    """An invented invoice to preview a letter with."""
    invoice = Invoice(
        pk=0, series="invoice", year=2026, number=17, payer_name="А. П. Читалкина", total_minor=150_000, state="issued", due_on=timezone.localdate()
    )
    return {**_context(invoice, translation.get_language() or "ru"), "what": _("Membership fee"), "days": 7, "letter": 1, "is_last": False}


def register_templates() -> None:
    register(INVOICE, _("An invoice, with the link to pay"), sample=_sample)
    register(REMINDER, _("A reminder of an invoice that is overdue"), sample=_sample)
