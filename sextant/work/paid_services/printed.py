"""The contract, the act and the price list as accessible PDF (PDF/UA-1), set by Typst in the active language."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.exports.typeset import typeset
from sextant.base.words.money import money, spelled_out
from sextant.work.paid_services import states
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.queries.prices import Offer
from sextant.work.paid_services.sentences import clauses_shown, contractor_rows, customer_rows, language, payee_named, quantity_in_words

TEMPLATES = Path(__file__).parent / "typst"


def _set(name: str, words: dict[str, Any]) -> bytes:
    return typeset(TEMPLATES / name, {**words, "language": language()})


def _parties(contract: Contract) -> dict[str, Any]:
    """Both sides: names, requisites, and who signs."""
    contractor = payee_named(contract, "name") or "—"
    return {
        "parties_title": _("Details of the parties"),
        "contractor_title": _("Contractor"),
        "contractor": contractor,
        "contractor_rows": contractor_rows(contract),
        "contractor_signs": payee_named(contract, "director"),
        "customer_title": pgettext("contract", "Customer"),
        "customer": contract.customer,
        "customer_rows": customer_rows(contract),
        "customer_signs": contract.signatory,
        "signature": _("Signature"),
        "seal": _("Seal, where there is one"),
        "demo": _("Demo association: the parties and the contract are invented.") if contract.is_demo else "",
    }


def _vat(contract: Contract) -> str:
    return "; ".join(dict.fromkeys(line.vat for line in contract.lines.all() if line.vat))


def contract_pdf(contract: Contract) -> bytes:
    """The contract; a draft says that it is one. Raises ValidationError with a sentence when it cannot be set."""
    currency, parties = contract.currency, _parties(contract)
    rows = [
        [str(place), line.text, line.unit, quantity_in_words(line.quantity), money(line.price_minor, currency), money(line.amount_minor, currency)]
        for place, line in enumerate(contract.lines.all(), 1)
    ]
    agreed = contract.state in states.AGREED
    words = {"name": contract.signed_by, "day": date_format(contract.signed_on) if contract.signed_on else ""}
    number = contract.shown_number
    title = _("Contract for services No. %(number)s") % {"number": number} if number else _("Contract for services: draft")
    return _set(
        "contract.typ",
        {
            **parties,
            "title": title,
            "dated": date_format(contract.day),
            "subject": contract.subject,
            "between": _("%(contractor)s (the Contractor) and %(customer)s (the Customer) have agreed as follows.")
            % {"contractor": parties["contractor"], "customer": contract.customer},
            "clauses": clauses_shown(contract),
            "lines_title": _("Services and prices"),
            "head": [_("No."), _("Service"), _("Unit"), _("Quantity"), _("Price"), _("Amount")],
            "rows": rows,
            "total": _("Total: %(total)s") % {"total": money(contract.total_minor, currency)},
            "spelled": spelled_out(contract.total_minor, currency),
            "vat": _vat(contract),
            "conditions_title": _("Special conditions"),
            "conditions": contract.conditions,
            "draft": _("Draft: it binds nobody.") if contract.state == states.DRAFT else "",
            "signed": _("Accepted for the Customer by %(name)s on %(day)s.") % words if agreed else "",
        },
    )


def act_pdf(act: Act) -> bytes:
    """The act of acceptance. Raises ValidationError with a sentence when it cannot be set."""
    contract = act.contract
    currency, parties = contract.currency, _parties(contract)
    rows = [
        [
            str(place),
            row.line.text,
            row.line.unit,
            quantity_in_words(row.quantity),
            money(row.line.price_minor, currency),
            money(row.amount_minor, currency),
        ]
        for place, row in enumerate(act.lines.select_related("line"), 1)
    ]
    days = {"since": date_format(act.since), "until": date_format(act.until)}
    under = {"number": contract.shown_number, "day": date_format(contract.day)}
    said = {"name": act.decided_by, "day": date_format(act.decided_on) if act.decided_on else ""}
    title = _("Act of acceptance No. %(number)s") % {"number": act.shown_number} if act.number else _("Act of acceptance: draft")
    answers = {
        states.DRAFT: _("Draft: it binds nobody."),
        states.SENT: _("The Customer accepts the services or objects in writing."),
        states.ACCEPTED: _("Accepted for the Customer by %(name)s on %(day)s.") % said,
        states.REFUSED: _("Refused by the Customer on %(day)s.") % said,
        states.TAKEN_BACK: _("The act is taken back: %(reason)s") % {"reason": act.reason},
    }
    offset = [(_("Covered by the advance"), money(act.offset_minor, currency)), (_("To be paid"), money(act.rest_minor, currency))]
    return _set(
        "act.typ",
        {
            **parties,
            "title": title,
            "dated": date_format(act.day),
            "under": _("Under contract No. %(number)s of %(day)s") % under,
            "subject": contract.subject,
            "between": _("%(contractor)s (the Contractor) has rendered, and %(customer)s (the Customer) takes over, the services below.")
            % {"contractor": parties["contractor"], "customer": contract.customer},
            "period": _("Rendered from %(since)s to %(until)s.") % days,
            "note": act.note,
            "lines_title": _("Services rendered"),
            "head": [_("No."), _("Service"), _("Unit"), _("Quantity"), _("Price"), _("Amount")],
            "rows": rows,
            "total": _("Total: %(total)s") % {"total": money(act.total_minor, currency)},
            "spelled": spelled_out(act.total_minor, currency),
            "vat": _vat(contract),
            "offset": offset if act.offset_minor else [],
            "answer": answers[act.state],
            "objection": act.objection,
        },
    )


def prices_pdf(offers: Iterable[Offer], today: date) -> bytes:
    """The price list of a day, as the page shows it. Raises ValidationError with a sentence when it cannot be set."""
    groups: dict[str, list[list[str]]] = {}
    notes: dict[str, None] = {}
    for offer in offers:
        service, price = offer.service, offer.price
        if price is not None and price.vat:
            notes[price.vat] = None
        one = money(price.amount_minor, price.currency) if price else _("on request")
        member = money(price.member_minor, price.currency) if price and price.member_minor is not None else "—"
        groups.setdefault(str(service.get_kind_display()), []).append([service.title, service.about, service.unit, one, member])
    return _set(
        "prices.typ",
        {
            "title": _("Price list of services"),
            "dated": _("As of %(day)s") % {"day": date_format(today)},
            "head": [_("Service"), _("Unit"), _("Price"), _("Members' price")],
            "groups": [[name[:1].upper() + name[1:], rows] for name, rows in groups.items()],
            "notes": list(notes),
            "nothing": _("No service is on the price list."),
        },
    )
