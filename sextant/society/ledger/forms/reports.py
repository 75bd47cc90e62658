"""What comes in about statements: the stretch of days, fund, programme and currency; what one statement has no use for is carried along."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.ledger.models import Fund, MonthTotal, Programme
from sextant.society.ledger.queries.figures import Wish
from sextant.society.members.forms.memberships import DAY


class ReportForm(forms.Form):
    """Filters of a statement. `used` names those it answers to; the others stay in the address, hidden, for the next statement."""

    since = forms.DateField(label=_("From"), required=False, widget=DAY)
    until = forms.DateField(label=_("Until"), required=False, widget=DAY)
    fund = forms.ModelChoiceField(label=_("Fund"), required=False, queryset=Fund.objects.all(), empty_label=_("all funds"))
    programme = forms.ModelChoiceField(label=_("Programme"), required=False, queryset=Programme.objects.all(), empty_label=_("all programmes"))
    currency = forms.ChoiceField(label=_("Currency"), required=False)

    def __init__(self, *args: Any, used: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.used = used
        today = timezone.localdate()
        self.fields["since"].initial, self.fields["until"].initial = date(today.year, 1, 1), date(today.year, 12, 31)
        codes = MonthTotal.objects.order_by("currency").values_list("currency", flat=True).distinct()
        self.fields["currency"].choices = [("", _("each currency")), *((code, code) for code in codes)]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            if name not in used:
                field.widget = forms.HiddenInput()

    def wish(self) -> Wish:
        """What is asked; this year where no day is given, and days in the wrong order are put right."""
        given: dict[str, Any] = {}
        if self.is_bound:
            self.is_valid()
            given = {name: value for name, value in self.cleaned_data.items() if value}
        since, until = self._days(given.get("since"), given.get("until"))
        kept = {name: given[name] for name in ("fund", "programme", "currency") if name in given and name in self.used}
        return Wish(since=since, until=until, **kept)

    def years(self, asked: QueryDict) -> list[tuple[int, str]]:
        """Whole years to jump to, as query strings that keep the other filters."""
        this, found = timezone.localdate().year, []
        for year in (this - 2, this - 1, this):
            query = asked.copy()
            query["since"], query["until"] = date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
            query.pop("format", None)
            found.append((year, f"?{query.urlencode()}"))
        return found

    def _days(self, since: date | None, until: date | None) -> tuple[date, date]:
        if since is None and until is None:
            year = timezone.localdate().year
            return date(year, 1, 1), date(year, 12, 31)
        since = since or date((until or date.min).year, 1, 1)
        until = until or date(since.year, 12, 31)
        return min(since, until), max(since, until)


class BudgetReportForm(ReportForm):
    """Filters of the budget against what was booked."""

    table = forms.ChoiceField(label=_("Rows"), required=False, choices=[("account", _("by account")), ("programme", _("by programme"))])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, used=("until", "fund", "programme", "currency", "table"))

    def by(self) -> str:
        """What stands in the rows: account, unless programme is asked for."""
        if self.is_bound:
            self.is_valid()
        return str(getattr(self, "cleaned_data", {}).get("table") or "account")
