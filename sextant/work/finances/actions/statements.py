"""Publishing the yearly open statement of finances."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.ledger.models import Books
from sextant.work.finances.models import OpenStatement
from sextant.work.finances.queries.statements import rows_fingerprint, statement_rows, versions_of


def _closed_through(year: int) -> date:
    """Through which day the books are closed, locked for the rest of the transaction; refuses a year that is not closed whole."""
    books = Books.objects.select_for_update().filter(pk=1).first()
    until = books.closed_until if books else None
    if until is None or until < date(year, 12, 31):
        last = date_format(date(year, 12, 31))
        if until is None:
            sentence = _("The books are not closed. Close them through %(last)s, then publish.") % {"last": last}
        else:
            words = {"until": date_format(until), "last": last}
            sentence = _("The books are closed through %(until)s only. Close them through %(last)s, then publish.") % words
        raise ValidationError({"year": sentence})
    return until


@transaction.atomic
def publish_statement(*, year: int, reason_ru: str = "", reason_en: str = "", by: User | None, is_demo: bool = False) -> OpenStatement:
    """Freezes what the closed books say of a year and opens it to everybody.

    A year that was published before gets the next version, with a reason; the same figures are not published twice.
    """
    closed_until = _closed_through(year)
    rows = statement_rows(year)
    if not rows:
        raise ValidationError({"year": _("Nothing is booked in %(year)s.") % {"year": year}})
    fingerprint, earlier = rows_fingerprint(rows), versions_of(year).first()
    if earlier is not None and earlier.fingerprint == fingerprint:
        raise ValidationError({"year": _("Version %(version)s of %(year)s says the same.") % {"version": earlier.version, "year": year}})
    reasons = {"reason_ru": reason_ru.strip()[:300], "reason_en": reason_en.strip()[:300]}
    if earlier is not None and not any(reasons.values()):
        raise ValidationError({"reason_ru": _("Say why the figures of a published year change; the reason is published with them.")})
    version = earlier.version + 1 if earlier else 1
    made = OpenStatement(year=year, version=version, rows=rows, fingerprint=fingerprint, closed_until=closed_until, published_by=by, is_demo=is_demo)
    made.reason_ru, made.reason_en = reasons["reason_ru"], reasons["reason_en"]
    made.save()
    record(verb="finances.publish_statement", obj=made, by=by, after={"year": year, "version": version, "fingerprint": fingerprint, **reasons})
    return made
