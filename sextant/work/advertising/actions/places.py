"""Places and what belongs to them: prices, discounts, terms, reach, issues."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.advertising.models import Issue, Place, Price
from sextant.work.advertising.queries.calendars import taken_by_day


@transaction.atomic
def save_place(place: Place | None, *, by: User | None, **values: Any) -> Place:
    """Adds or changes a place. It cannot take fewer bookings at once than it has, nor be sold by another unit once it was booked."""
    kept = Place.objects.select_for_update().get(pk=place.pk) if place and place.pk else place or Place()
    before = {name: getattr(kept, name) for name in values} if kept.pk else {}
    if kept.pk and kept.bookings.exists():
        _refuse_changes(kept, values)
    for name, value in values.items():
        setattr(kept, name, value)
    if not (kept.name_ru or kept.name_en):
        raise ValidationError({"name_ru": _("Give the place a name.")})
    kept.full_clean()
    kept.save()
    record(verb="advertising.save_place", obj=kept, by=by, before=before, after=values)
    return kept


def _refuse_changes(place: Place, values: dict[str, Any]) -> None:
    if values.get("unit", place.unit) != place.unit:
        raise ValidationError({"unit": _("This place is booked already; open another place to sell it otherwise.")})
    today = timezone.localdate()
    most = max(taken_by_day(place, today, today.replace(year=today.year + 3, day=1)).values(), default=0)
    if values.get("capacity", place.capacity) < most:
        raise ValidationError({"capacity": _("On some days %(count)s bookings stand here already.") % {"count": most}})


@transaction.atomic
def add_row(place: Place, row: models.Model, *, by: User | None) -> models.Model:
    """Adds a price, discount, term, figure of reach or issue to a place; one of the same day is refused."""
    row.place = place  # type: ignore[attr-defined]
    if isinstance(row, Issue):
        _refuse_overlap(place, row)
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise ValidationError(_("There is one of that day already. Remove it first.")) from twice
    after = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in ("id", "place")}
    record(verb="advertising.add_row", obj=place, by=by, after={"kind": row._meta.model_name, **after})
    return row


def _refuse_overlap(place: Place, issue: Issue) -> None:
    if issue.until < issue.since:
        raise ValidationError({"until": _("The last day is before the first.")})
    other = place.issues.filter(since__lte=issue.until, until__gte=issue.since).first()
    if other is not None:
        raise ValidationError({"since": _("“%(issue)s” is out on some of these days. Issues of one place follow each other.") % {"issue": other}})


@transaction.atomic
def remove_row(place: Place, row: models.Model, *, by: User | None) -> Place:
    """Takes a row away again; an issue that was booked, and the only price of a place on sale, stay."""
    if isinstance(row, Issue) and row.bookings.exists():
        raise ValidationError(_("This issue is booked already; it cannot be removed."))
    if isinstance(row, Price) and place.is_open and place.prices.count() == 1:
        raise ValidationError(_("A place on sale needs a price. Add the new price first."))
    before = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    row.delete()
    record(verb="advertising.remove_row", obj=place, by=by, before={"kind": row._meta.model_name, **before})
    return place
