"""The agreement as accessible PDF (PDF/UA-1), set by Typst in the active language."""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.exports.typeset import typeset
from sextant.base.words.money import money, spelled_out
from sextant.society.grants import sentences
from sextant.society.grants.models import Grant

TEMPLATE = Path(__file__).parent / "typst" / "agreement.typ"


def agreement_pdf(grant: Grant) -> bytes:
    """The agreement; one that was not sent says that it is a draft. Raises ValidationError with a sentence when it cannot be set."""
    agreement, terms = grant.agreement, sentences.terms_shown(grant)
    association, recipient = sentences.association_named(grant, "name") or "—", sentences.said(terms, "recipient")
    signed = {"name": agreement.signed_by, "day": date_format(agreement.signed_on) if agreement.signed_on else ""}
    words: dict[str, Any] = {
        "language": sentences.language(),
        "title": _("Grant agreement No. %(number)s") % {"number": grant.number},
        "dated": date_format(agreement.sent_on or grant.awarded_on),
        "subject": sentences.said(terms, "title"),
        "about": sentences.said(terms, "description"),
        "between": _("%(association)s (the Association) and %(recipient)s (the Recipient) have agreed as follows.")
        % {"association": association, "recipient": recipient},
        "clauses": sentences.clauses_shown(grant),
        "conditions_title": _("Special conditions"),
        "conditions": agreement.conditions,
        "total": _("Amount of the grant: %(amount)s") % {"amount": money(terms["amount_minor"], terms["currency"])},
        "spelled": spelled_out(terms["amount_minor"], terms["currency"]),
        "tables": _tables(terms),
        "parties_title": _("Details of the parties"),
        "sides": [
            [_("Association"), association, sentences.association_rows(grant), sentences.association_named(grant, "director")],
            [pgettext("grant", "Recipient"), recipient, sentences.recipient_rows(grant), agreement.signed_by],
        ],
        "signature": _("Signature"),
        "draft": "" if sentences.is_frozen(grant) else _("Draft: it binds nobody."),
        "signed": _("Signed for the Recipient by %(name)s on %(day)s.") % signed if agreement.signed_on else "",
        "edition": _("Edition %(edition)s") % {"edition": agreement.edition} if agreement.edition else "",
        "demo": _("Demo association: the parties and the agreement are invented.") if grant.is_demo else "",
    }
    return typeset(TEMPLATE, words)


def _tables(terms: dict[str, Any]) -> list[list[Any]]:
    """[heading, names of the columns, rows, whether the last column is money] of everything that is listed."""
    found = [
        [_("Instalments"), [_("Condition"), pgettext("instalment", "Due by"), _("Amount")], sentences.schedule_rows(terms), True],
        [_("Milestones"), [_("Milestone"), pgettext("instalment", "Due by")], sentences.milestone_rows(terms), False],
        [_("Reports"), [_("Report"), pgettext("instalment", "Due by")], sentences.report_rows(terms), False],
        [_("Budget"), [_("What for"), _("Amount")], sentences.budget_rows(terms), True],
    ]
    return [table for table in found if table[2]]
