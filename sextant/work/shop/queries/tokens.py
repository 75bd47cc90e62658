"""Signed names of orders and licences, by which somebody without a log-in opens the own ones; nobody can make one for another."""

from django.core.signing import BadSignature, Signer
from django.http import Http404

from sextant.work.shop.models import Licence, Order

_orders = Signer(salt="shop.order", sep=".")
_licences = Signer(salt="shop.licence", sep=".")


def order_token(order: Order) -> str:
    return _orders.sign(str(order.pk))


def licence_token(licence: Licence) -> str:
    """The name of a licence as of its present turn; when links are renewed, earlier ones open nothing."""
    return _licences.sign(f"{licence.pk}-{licence.turn}")


def order_of_token(token: str) -> Order:
    """The order of that name; 404 for a name that was never given."""
    try:
        key = _orders.unsign(token)
    except BadSignature as forged:
        raise Http404 from forged
    found = Order.objects.select_related("invoice", "delivery", "voucher").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def licence_of_token(token: str) -> Licence:
    """The licence of that name; 404 for a forged one and for a link that was renewed since."""
    try:
        key, turn = _licences.unsign(token).split("-")
    except (BadSignature, ValueError) as forged:
        raise Http404 from forged
    found = Licence.objects.select_related("line__order", "line__variant__product").filter(pk=key, turn=turn).first()
    if found is None:
        raise Http404
    return found
