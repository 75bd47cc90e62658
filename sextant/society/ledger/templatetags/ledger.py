"""Small words on the pages of the books."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sextant.base.ui import numerals
from sextant.base.words.money import major
from sextant.society.ledger.models import Invoice, Payment
from sextant.society.ledger.queries.figures import Cell, Statement
from sextant.society.ledger.queries.receipt_rules import KINDS, hints_for_invoice, hints_for_payment

register = template.Library()

REPORTS = ("activities", "position", "cash_flow", "funds_moved", "budget_report")


@register.filter
def opposite(minor_units: int) -> int:
    """A credit as a positive amount."""
    return -minor_units


@register.simple_tag
def figure(cell: Cell | str | None, statement: Statement) -> str:
    """A figure of a statement, as a link to the lines it is the sum of; a dash where nothing is booked."""
    if cell is None:
        return format_html('<span class="muted">{}</span>', "–")
    if isinstance(cell, str):
        return cell
    shown = numerals.written(major(cell.amount_minor, statement.currency), statement.decimals)
    return format_html('<a href="{}?{}">{}</a>', reverse(cell.page), cell.query, shown) if cell.wish else shown


@register.filter
def words(text: str) -> list[str]:
    """Words of a text, to loop over."""
    return text.split()


@register.filter
def field_of(form: BaseForm, name: str) -> Any:
    """A field of a form by its name."""
    return form[name]


@register.filter
def income_kind(word: str) -> Any:
    """A kind of income in words; a word that is not known stands as it is."""
    return KINDS.get(word, word)


@register.inclusion_tag("ledger/_receipt_hints.html")
def receipt_hints(thing: Invoice | Payment) -> dict[str, Any]:
    """What the rules of fiscal receipts say of an invoice or a payment, as hints with their marks; nothing where no kind is known."""
    hints = hints_for_invoice(thing) if isinstance(thing, Invoice) else hints_for_payment(thing)
    return {"hints": hints, "about": f"{thing._meta.model_name}-{thing.pk}"}


@register.inclusion_tag("ui/_tabs.html", takes_context=True)
def kept_tabs(context: Context) -> dict[str, Any]:
    """What amounts are booked on, side by side."""
    path = context["request"].path
    pairs = ((_("Chart of accounts"), "chart"), (_("Funds"), "funds"), (_("Programmes"), "programmes"))
    urls = [(title, reverse(f"ledger:{name}")) for title, name in pairs]
    return {"tabs": [(title, url, url == path) for title, url in urls]}


@register.inclusion_tag("ui/_tabs.html", takes_context=True)
def report_tabs(context: Context) -> dict[str, Any]:
    """The statements side by side; the filters stay when one goes from one to another."""
    request = context["request"]
    asked = request.GET.copy()
    for name in ("format", "page"):
        asked.pop(name, None)
    query = f"?{asked.urlencode()}" if asked else ""
    titles = (_("Activities"), _("Financial position"), _("Cash flow"), _("Funds"), _("Budget of the year"))
    urls = [reverse(f"ledger:{name}") for name in REPORTS]
    return {"tabs": [(title, url + query, url == request.path) for title, url in zip(titles, urls, strict=True)]}
