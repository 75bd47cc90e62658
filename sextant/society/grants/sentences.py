"""The terms of an agreement in words, as pages and PDF say them."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from sextant.base.words.fields import in_language
from sextant.base.words.money import money
from sextant.society.grants.models import Grant, GrantInstalment
from sextant.society.grants.queries.clauses import clauses_for
from sextant.society.grants.queries.terms import terms_of
from sextant.society.ledger.queries.requisites import requisites_for, requisites_shown


def language() -> str:
    return (get_language() or "ru")[:2]


def is_frozen(grant: Grant) -> bool:
    """The agreement was sent: pages show what was sent, and not what would be sent now."""
    return grant.agreement.sent_on is not None


def terms_shown(grant: Grant) -> dict[str, Any]:
    """What the agreement says, or would say if it was sent now."""
    return grant.agreement.terms if is_frozen(grant) else terms_of(grant)


def clauses_shown(grant: Grant) -> list[tuple[str, str]]:
    """Titles and texts in the active language: those the agreement was sent with, for a draft those it would be sent with."""
    rows = grant.agreement.clauses if is_frozen(grant) else clauses_for(grant)
    return [tuple(in_language({code: row[f"{name}_{code}"] for code in ("ru", "en")}) for name in ("title", "text")) for row in rows]  # type: ignore[misc]


def said(terms: dict[str, Any], name: str) -> str:
    """A bilingual entry of the terms in the active language."""
    return in_language({code: terms.get(f"{name}_{code}", "") for code in ("ru", "en")})


def day(text: str) -> str:
    """A day of the terms as the reader writes it."""
    return date_format(date.fromisoformat(text)) if text else "—"


def condition(code: str) -> str:
    return str(dict(GrantInstalment.Condition.choices).get(code, code))


def schedule_rows(terms: dict[str, Any]) -> list[list[str]]:
    """Instalments as [condition, day, amount]."""
    return [[condition(code), day(due), money(amount, terms["currency"])] for amount, due, code in terms["instalments"]]


def milestone_rows(terms: dict[str, Any]) -> list[list[str]]:
    """Milestones as [title, day]."""
    return [[in_language({"ru": russian, "en": english}), day(due)] for russian, english, due in terms["milestones"]]


def report_rows(terms: dict[str, Any]) -> list[list[str]]:
    """Reports as [which, day]."""
    return [[_("Final report") if final else _("Report"), day(due)] for due, final in terms["reports"]]


def budget_rows(terms: dict[str, Any]) -> list[list[str]]:
    """The budget as [title, amount]."""
    return [[title, money(amount, terms["currency"])] for title, amount in terms["budget"]]


def _payee(grant: Grant) -> dict[str, Any]:
    return grant.agreement.requisites if is_frozen(grant) else requisites_for(grant.currency)


def association_named(grant: Grant, name: str) -> str:
    """A bilingual entry of the association's requisites in the active language."""
    values = _payee(grant).get("payee") or {}
    return in_language({"ru": values.get(f"{name}_ru", ""), "en": values.get(f"{name}_en", "")})


def association_rows(grant: Grant) -> list[tuple[str, str]]:
    """The association's requisites, labelled; the name comes first elsewhere."""
    return requisites_shown(_payee(grant))[1:]


def recipient_rows(grant: Grant) -> list[tuple[str, str]]:
    """What the agreement says of the recipient."""
    terms = terms_shown(grant)
    rows = [(_("INN"), terms.get("tax_number", "")), (pgettext("grant", "Account for the money"), grant.details)]
    return [pair for pair in rows if pair[1]]
