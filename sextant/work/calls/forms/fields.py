"""Fields and widgets the forms of the room share: moments in the zone of a call, people by name, a table of sums."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.lab.payments.amounts import SPACES
from sextant.society.ledger.forms.invoices import OptionalAmountField
from sextant.society.members.models import Person

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "KZT", "BYN")]
ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
    "Europe/Minsk",
    "Asia/Almaty",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "UTC",
)


def area(rows: int = 3) -> forms.Textarea:
    """A text field of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def major(minor_units: int) -> str:
    """An amount as it is typed: `50000` or `50000.50`."""
    return f"{Decimal(minor_units) / 100:.2f}".removesuffix(".00")


class PositiveAmountField(OptionalAmountField):
    """An amount above zero that may be left empty; cleaned to minor units or None."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and found <= 0:
            raise ValidationError(gettext("Give an amount above zero."))
        return found


class MomentField(forms.CharField):
    """A moment typed as local time, to the minute; `in_zone` makes it a moment. A deadline lasts until the end of its minute."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def clean(self, value: Any) -> datetime | None:
        text = (super().clean(value) or "").strip()
        if not text:
            return None
        try:
            return datetime.fromisoformat(text[:16])
        except ValueError as wrong:
            raise ValidationError(gettext("Give a day and a time, such as 2027-03-31 23:59.")) from wrong


def in_zone(local: datetime, zone: str, *, to_the_end: bool = False) -> datetime:
    """The moment of a local time in a zone. A time that the clocks skip in spring is refused; of one that comes twice in autumn the later is meant."""
    if not 2000 <= local.year <= 2200:
        raise ValidationError(gettext("Give a day of this century."))
    moment = local.replace(tzinfo=ZoneInfo(zone), fold=1)
    back = moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if back != local.replace(fold=0):
        raise ValidationError(gettext("The clocks are put forward in that night: this time does not exist there. Choose another one."))
    moment = moment.astimezone(UTC)
    return moment + timedelta(seconds=59, microseconds=999_999) if to_the_end else moment


class PersonField(forms.CharField):
    """A person by e-mail address, by number, or by full name where only one bears it; cleaned to the person or None."""

    def clean(self, value: Any) -> Any:
        text = (super().clean(value) or "").strip()
        if not text:
            return None
        rows = Person.objects.filter(merged_into=None, erased_at=None).select_related("user")
        if "@" in text:
            found = list(rows.filter(email__iexact=text)[:2])
        elif text.isdecimal() and len(text) < 10:
            found = list(rows.filter(pk=int(text)))
        else:
            parts = dict(zip(("family_name", "given_name", "patronymic"), text.split(maxsplit=2), strict=False))
            found = list(rows.filter(**{f"{name}__iexact": part for name, part in parts.items()})[:2])
        if len(found) != 1:
            raise ValidationError(gettext("No single person was found. Give the e-mail address or the full name as it stands in the directory."))
        return found[0]


class BudgetWidget(forms.Widget):
    """Rows of what and how much; three empty ones are always there."""

    template_name = "calls/budget_widget.html"
    MOST = 40

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = [(what, f"{Decimal(amount) / 100:.2f}" if isinstance(amount, int) else amount) for what, amount in value or []]
        context["rows"] = [*rows, *[("", "")] * 3][: self.MOST]
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        def listed(key: str) -> list[str]:
            return data.getlist(key) if isinstance(data, MultiValueDict) else data.get(key, [])

        pairs = zip(listed(f"{name}_what")[: self.MOST], listed(f"{name}_amount")[: self.MOST], strict=False)
        return [(what.strip(), amount.strip()) for what, amount in pairs if what.strip() or amount.strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_what" not in data


class BudgetField(forms.Field):
    """A budget: rows of a name and an amount, cleaned to [name, minor units]."""

    widget = BudgetWidget

    def clean(self, value: Any) -> list[list[Any]]:
        rows = []
        for what, amount in value or []:
            text = amount.translate(SPACES).replace(" ", "").replace(",", ".")
            try:
                minor = Decimal(text) * 100
                good = minor.is_finite() and minor == minor.to_integral_value() and 0 < minor < 10**13
            except ArithmeticError:
                good = False
            if not good or not what:
                raise ValidationError(gettext("Each row of the budget has a name and an amount such as 1200 or 1200.50."))
            rows.append([what.replace("\x00", "")[:200], int(minor)])
        return rows


class CoAuthorsField(forms.CharField):
    """Co-authors, one a line: the name, then a semicolon and the place of work. Cleaned to pairs."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **kwargs: Any) -> None:
        words = {"label": _("Co-authors"), "help_text": _("One a line: full name; place of work. Leave it empty if there are none.")}
        super().__init__(**{"required": False, **words, **kwargs})

    def clean(self, value: Any) -> Any:
        found = []
        for line in (super().clean(value) or "").splitlines():
            name, _sign, place = line.partition(";")
            if name.strip():
                found.append((" ".join(name.split())[:200], " ".join(place.split())[:300]))
        return found
