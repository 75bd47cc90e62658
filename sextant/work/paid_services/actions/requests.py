"""Requests for an offer: asked, declined."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.members.models import Organisation
from sextant.work.paid_services import letters, states
from sextant.work.paid_services.models import OfferRequest, Service


@transaction.atomic
def ask_offer(
    *,
    service: Service | None,
    contact: str,
    email: str,
    what: str,
    today: date,
    by: User | None,
    organisation: Organisation | None = None,
    wanted_by: date | None = None,
    is_demo: bool = False,
    **more: Any,
) -> OfferRequest:
    """Keeps what somebody asks for and tells them that it has come in. `more` holds customer, phone and language."""
    if not what.strip():
        raise ValidationError({"what": _("Say what you need.")})
    if wanted_by is not None and wanted_by < today:
        raise ValidationError({"wanted_by": _("This day is over already. Choose a later one.")})
    request = OfferRequest.objects.create(
        service=service,
        organisation=organisation,
        contact=contact.strip(),
        email=email,
        what=what.strip(),
        wanted_by=wanted_by,
        asked_by=by,
        is_demo=is_demo or bool(service and service.is_demo) or bool(organisation and organisation.is_demo),
        **more,
    )
    after = {"service": service.code if service else "", "customer": request.customer, "wanted_by": wanted_by}
    personal = {"contact": request.contact, "email": email, "phone": request.phone, "what": request.what}
    record(verb="paid_services.ask_offer", obj=request, by=by, after=after, personal_after=personal)
    letters.write_about_request("asked", request)
    return request


@transaction.atomic
def decline_request(request: OfferRequest, *, reason: str, on: date, by: User | None) -> OfferRequest:
    """Says no, with a reason the visitor reads."""
    request = OfferRequest.objects.select_for_update().get(pk=request.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; whoever asked reads it.")})
    if request.state != states.NEW:
        raise ValidationError(_("This request is answered already."))
    request.state, request.reason, request.answered_on = states.DECLINED, reason.strip()[:300], on
    request.save(update_fields=["state", "reason", "answered_on"])
    record(verb="paid_services.decline_request", obj=request, by=by, after={"reason": request.reason})
    letters.write_about_request("declined", request)
    return request
