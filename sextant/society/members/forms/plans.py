"""What comes in about plans."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major, minor
from sextant.society.members.models import Organisation, Plan

ORDER = (
    "code", "audience", "name_ru", "name_en", "about_ru", "about_en", "fee", "currency", "months", "year_begins_in", "proration", "grace_days",
    "max_age", "seats", "extra_seat_fee", "kinds", "is_open",
)  # fmt: skip


class PlanForm(forms.ModelForm):
    """A plan, its fee in the currency's main unit."""

    fee = forms.DecimalField(label=_("Fee of one period"), max_digits=14, decimal_places=2, min_value=Decimal(0))
    year_begins_in = forms.TypedChoiceField(
        label=_("The membership year begins in"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("no fixed month: a period runs from the day of payment")), *MONTHS.items()],
        help_text=_("With a month chosen every period ends on the last day before that month begins."),
    )
    extra_seat_fee = forms.DecimalField(
        label=_("Fee of one extra seat"),
        required=False,
        max_digits=14,
        decimal_places=2,
        min_value=Decimal(0),
        help_text=_("For each seat beyond those above, for a whole period; empty where extra seats cost nothing."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"),
        required=False,
        choices=Organisation.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None marked: every kind may take the plan."),
    )

    class Meta:
        model = Plan
        fields = (
            "code",
            "audience",
            "name_ru",
            "name_en",
            "about_ru",
            "about_en",
            "currency",
            "months",
            "year_begins_in",
            "proration",
            "grace_days",
            "max_age",
            "seats",
            "kinds",
            "is_open",
        )
        widgets = {"about_ru": forms.Textarea(attrs={"rows": 3}), "about_en": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "code": _("Short name in the address"),
            "audience": _("For whom"),
            "name_ru": _("Name in Russian"),
            "name_en": _("Name in English"),
            "about_ru": _("About, in Russian"),
            "about_en": _("About, in English"),
            "currency": _("Currency"),
            "months": _("Months in a period"),
            "proration": _("What a year that has begun costs"),
            "grace_days": _("Days of grace"),
            "max_age": _("Oldest age"),
            "seats": _("Seats"),
            "is_open": _("Open for new members"),
        }
        help_texts = {
            "currency": _("Three letters of ISO 4217, such as RUB."),
            "months": _("0 is a membership for life."),
            "proration": _("For a first period, or one after a lapse, that begins in the middle of the membership year."),
            "grace_days": _("How long a member keeps good standing after the end of a paid period."),
            "max_age": _("In full years, on the first day of each period; empty for any age."),
            "seats": _("For organisations: how many of their people are members by this plan."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        plan = kwargs.get("instance")
        if plan is not None:
            fees = {"fee": major(plan.fee_minor, plan.currency), "extra_seat_fee": major(plan.extra_seat_fee_minor, plan.currency)}
            kwargs["initial"] = {**fees, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.order_fields(ORDER)

    def _post_clean(self) -> None:
        """Fields are checked one by one; the row itself is written, and refused where it must be, by the action."""

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def values(self) -> dict[str, Any]:
        """What `save_plan` takes: the fee in minor units."""
        given = dict(self.cleaned_data)
        fee, extra = given.pop("fee"), given.pop("extra_seat_fee") or Decimal(0)
        return {**given, "fee_minor": minor(fee, given["currency"]), "extra_seat_fee_minor": minor(extra, given["currency"])}
