"""The totals of months, counted again from the lines; for where the guards were lifted and rows taken away."""

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth

from sextant.base.audit.turns import in_turn
from sextant.society.ledger import states
from sextant.society.ledger.models import Line, MonthTotal


@in_turn
def rebuild_totals() -> int:
    """Replaces all totals by what the posted lines add up to; returns how many there are."""
    grouped = Line.objects.filter(entry__state=states.POSTED).annotate(month=TruncMonth("entry__day"))
    rows = grouped.values_list("month", "account_id", "fund_id", Coalesce("programme_id", 0), "currency").annotate(
        debit=Sum("amount_minor", filter=Q(amount_minor__gt=0), default=0),
        credit=Sum("amount_minor", filter=Q(amount_minor__lt=0), default=0),
        count=Count("pk"),
    )
    names = ("month", "account_id", "fund_id", "programme_key", "currency", "debit_minor", "credit_minor", "lines")
    made = [MonthTotal(**dict(zip(names, (*row[:6], -row[6], row[7]), strict=True))) for row in rows.order_by()]
    MonthTotal.objects.all().delete()
    MonthTotal.objects.bulk_create(made, batch_size=500)
    return len(made)
