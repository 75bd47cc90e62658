"""What the demo must show of services: contracts in every state; one that a visitor begins with an invented service goes too."""

from sextant.work.paid_services.models import Contract, OfferRequest, Service
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.tests.factories import draft, make_service


def before():
    draft(make_service("real"))


def shown(_real):
    states = set(Contract.objects.filter(is_demo=True).values_list("state", flat=True))
    assert (states, trouble(), OfferRequest.objects.count()) == ({"draft", "sent", "signed", "fulfilled", "cancelled"}, [], 2)
    assert draft(Service.objects.filter(is_demo=True)[0], subject_en="Played with").is_demo


def after():
    assert trouble() == []
