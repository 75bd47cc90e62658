"""Work for later: places handed out, orders that lapse, lists of products."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.shop import states
from sextant.work.shop.actions import moving
from sextant.work.shop.actions.imports import refuse_import, store_import
from sextant.work.shop.models import Order, ProductImport


@job("shop.hand_out_places", title=_("Handing out places that are paid"))
def hand_out_places(run: Run, order_id: int) -> None:
    """Takes the places of a paid order from the stock; nothing where the order is no more."""
    order = Order.objects.filter(pk=order_id).first()
    with run.last_step():
        if order is not None:
            moving.hand_out_places(order, on=timezone.localdate(), by=None)


@job("shop.lapse_orders", title=_("Letting unpaid orders lapse"), every=timedelta(hours=6))
def lapse_orders(run: Run) -> None:
    """Frees the stock of orders that nobody paid in time, one at a time."""
    today = timezone.localdate()
    waiting = list(Order.objects.filter(state=states.ORDERED, expires_on__lt=today).order_by("pk"))
    for done, order in enumerate(waiting, 1):
        with run.step():
            moving.lapse_order(order, on=today)
        run.progress(done, len(waiting))


@job("shop.import_products", title=_("Import of products"))
def import_products(run: Run, import_id: int) -> None:
    """Stores a list of products whole; one that cannot be read is refused whole."""
    work = ProductImport.objects.get(pk=import_id)
    with run.last_step() as result:
        try:
            with transaction.atomic():
                done = store_import(work)
            result.update({"stored": done.stored, "merged": done.merged, "refused": done.refused})
        except ValidationError as refusal:
            refuse_import(work, trouble=" ".join(refusal.messages))
