"""Instalments as what is paid without an invoice: what is asked, what is awaited, and where it is shown."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.subjects import Asked, Subject
from sextant.work.projects.actions.money import INSTALMENT, book_instalment, unbook_instalment
from sextant.work.projects.models import Instalment

WITH_ALL = Instalment.objects.select_related("agreement__fund", "agreement__project")


def _asked(one: Instalment) -> Asked:
    agreement = one.agreement
    return Asked(
        about_id=str(one.pk),
        title=f"{agreement.project.title}: {agreement.funder}",
        amount_minor=0 if one.received_on else one.amount_minor,
        currency=agreement.project.currency,
        reference=one.reference,
        payer_name=agreement.funder,
        due_on=one.due_on,
        settled=one.received_on is not None,
        fund=agreement.fund,
        is_demo=agreement.is_demo,
    )


def asked(about_id: str) -> Asked | None:
    """One instalment, or None where it is gone."""
    one = WITH_ALL.filter(pk=int(about_id)).first() if about_id.isdecimal() else None
    return _asked(one) if one else None


def open_claims(currency: str) -> Iterable[Asked]:
    """Every instalment in that currency that has not come."""
    return [_asked(one) for one in WITH_ALL.filter(received_on=None, agreement__project__currency=currency)]


def url_of(about_id: str) -> str:
    one = WITH_ALL.filter(pk=int(about_id)).first() if about_id.isdecimal() else None
    return reverse("projects:project", args=[one.agreement.project_id]) if one else ""


SUBJECT = Subject(
    kind=INSTALMENT,
    title=_("Instalment of a funding agreement"),
    url=url_of,
    asked=asked,
    open_claims=open_claims,
    paid=book_instalment,
    unpaid=unbook_instalment,
)
