"""What must hold in the books whatever happened: every sentence names what is broken. `sextant ledger check` and `sextant check` say them."""

from collections import Counter
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext as _

from sextant.base.words.money import money
from sextant.society.ledger import states
from sextant.society.ledger.guards import NAMES, TABLES
from sextant.society.ledger.models import Cover, Invoice, Line, MonthTotal, Payment, Recognition, Series
from sextant.society.ledger.numbering import numbered


def invariants() -> list[str]:
    """Everything that is wrong, a sentence each; empty when the books are in order."""
    checks = (_unbalanced, _totals, _numbers, _invoices, _payments, _receivable, _advances, _guards)
    return [sentence for check in checks for sentence in check()]


def _unbalanced() -> Iterator[str]:
    """Debits equal credits in every entry, currency and fund."""
    sums = Line.objects.filter(entry__state=states.POSTED).values("entry", "currency", "fund__code").annotate(total=Sum("amount_minor")).order_by()
    for row in sums.exclude(total=0):
        words = {"entry": row["entry"], "fund": row["fund__code"], "amount": money(row["total"], row["currency"])}
        yield _("Entry no. %(entry)s does not balance in the fund “%(fund)s”: %(amount)s.") % words


def _totals() -> Iterator[str]:
    """The totals of months are what the lines add up to."""
    grouped = Line.objects.filter(entry__state=states.POSTED).annotate(month=TruncMonth("entry__day"))
    counted = grouped.values_list("month", "account_id", "fund_id", Coalesce("programme_id", 0), "currency").annotate(
        debit=Sum("amount_minor", filter=Q(amount_minor__gt=0), default=0),
        credit=Sum("amount_minor", filter=Q(amount_minor__lt=0), default=0),
        count=Count("pk"),
    )
    lines = {row[:5]: (row[5], -row[6], row[7]) for row in counted.order_by()}
    kept = {
        row[:5]: row[5:]
        for row in MonthTotal.objects.values_list(
            "month", "account_id", "fund_id", "programme_key", "currency", "debit_minor", "credit_minor", "lines"
        )
    }
    for key in sorted(lines.keys() | kept.keys(), key=str):
        if lines.get(key) != kept.get(key):
            words = {"month": f"{key[0]:%Y-%m}", "account": key[1], "counted": lines.get(key), "kept": kept.get(key)}
            yield _("The total of %(month)s on account no. %(account)s is kept as %(kept)s; its lines give %(counted)s.") % words


def _numbered() -> Iterator[tuple[str, int, int, int, int]]:
    """(series, year, how many, lowest, highest) of everything that carries a number."""
    for one in numbered():
        rows = one.model._default_manager.exclude(**{one.number: None}).order_by().values_list(one.series, one.year)
        yield from rows.annotate(count=Count(one.number), low=Min(one.number), high=Max(one.number))


def _numbers() -> Iterator[str]:
    """In every series and year the numbers run from 1 without a gap, and the last one given is the highest."""
    given = {(row[0], row[1]): row[2:] for row in _numbered()}
    last = {(kind, year): number for kind, year, number in Series.objects.values_list("kind", "year", "last") if number}
    for kind, year in sorted(given.keys() | last.keys()):
        count, low, high = given.get((kind, year), (0, 1, 0))
        if (low, high) != (1, count) or last.get((kind, year), 0) != high:
            words = {"series": kind, "year": year, "count": count, "low": low, "high": high, "last": last.get((kind, year), 0)}
            yield _("Numbers of “%(series)s” in %(year)s: %(count)s are there, from %(low)s to %(high)s; the last one given is %(last)s.") % words


def _invoices() -> Iterator[str]:
    """What an invoice says of itself is what its covers and credit notes add up to, and its state follows."""
    rows = Invoice.objects.filter(kind=Invoice.Kind.INVOICE).exclude(state=states.DRAFT)
    paid = dict(Cover.objects.filter(taken_back_on=None).values_list("invoice").annotate(Sum("amount_minor")).order_by())
    noted = dict(Invoice.objects.exclude(credits=None).values_list("credits").annotate(Sum("total_minor")).order_by())
    for invoice in rows.iterator(chunk_size=2000):
        covered, credited = paid.get(invoice.pk, 0), noted.get(invoice.pk, 0)
        rest = invoice.total_minor - covered - credited
        right = states.ISSUED if rest else states.CANCELLED if credited == invoice.total_minor else states.SETTLED
        never = invoice.state == states.CANCELLED and invoice.number is None
        if not never and (invoice.paid_minor, invoice.credited_minor, invoice.state) != (covered, credited, right):
            yield _("Invoice %(number)s says it is paid %(paid)s; its payments give %(covered)s.") % {
                "number": invoice.shown_number,
                "paid": money(invoice.paid_minor, invoice.currency),
                "covered": money(covered, invoice.currency),
            }


def _payments() -> Iterator[str]:
    """What a payment says of itself is what its covers and refunds add up to."""
    covered = Counter[int]()
    for model in (Cover, Recognition):
        covered.update(dict(model.objects.filter(taken_back_on=None).values_list("payment").annotate(Sum("amount_minor")).order_by()))
    returned = dict(Payment.objects.exclude(refunds=None).values_list("refunds").annotate(Sum("amount_minor")).order_by())
    for payment in Payment.objects.iterator(chunk_size=2000):
        if (payment.covered_minor, payment.returned_minor) != (covered.get(payment.pk, 0), returned.get(payment.pk, 0)):
            yield _("Payment %(reference)s says that %(said)s of it is used; its parts give %(given)s.") % {
                "reference": payment.reference,
                "said": money(payment.covered_minor + payment.returned_minor, payment.currency),
                "given": money(covered.get(payment.pk, 0) + returned.get(payment.pk, 0), payment.currency),
            }


def _booked_on(use: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    lines = Line.objects.filter(entry__state=states.POSTED, account__use=use)
    for currency, total in lines.values_list("currency").annotate(Sum("amount_minor")).order_by():
        sums[currency] = total
    return {currency: total for currency, total in sums.items() if total}


def _receivable() -> Iterator[str]:
    """What the books say payers owe is the sum of the open invoices."""
    rows = Invoice.objects.filter(kind=Invoice.Kind.INVOICE, state__in=[states.ISSUED, states.SETTLED]).order_by().values_list("currency")
    owed = {currency: total for currency, total in rows.annotate(owed=Sum(F("total_minor") - F("paid_minor") - F("credited_minor"))) if total}
    if owed != (booked := _booked_on("receivable")):
        yield _("Open invoices come to %(owed)s, the account of receivables to %(booked)s (minor units).") % {"owed": owed, "booked": booked}


def _advances() -> Iterator[str]:
    """What the books hold as advances is what is free on the payments."""
    rows = Payment.objects.filter(refunds=None, taken_back_on=None).order_by().values_list("currency")
    free = {currency: -total for currency, total in rows.annotate(free=Sum(F("amount_minor") - F("covered_minor") - F("returned_minor"))) if total}
    if free != (booked := _booked_on("advances")):
        yield _("Free payments come to %(free)s, the account of advances to %(booked)s (minor units).") % {"free": free, "booked": booked}


def _guards() -> Iterator[str]:
    """The triggers stand."""
    sql, wanted = (
        ("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal", set(TABLES))
        if connection.vendor == "postgresql"
        else ("SELECT name FROM sqlite_master WHERE type = 'trigger'", set(NAMES))
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {row[0] for row in cursor.fetchall()}
    for name in sorted(wanted - there):
        yield _("The guard “%(name)s” of the database is missing; run `sextant init`.") % {"name": name}
