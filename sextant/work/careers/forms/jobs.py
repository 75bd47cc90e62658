"""What employers and the office send: a job, its requirements, its end; the facts about the employer."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.ledger.forms.invoices import AmountField, OptionalAmountField
from sextant.society.members.forms.memberships import DAY
from sextant.work.careers.forms.board import region_choices
from sextant.work.careers.models import EmployerProfile, Job

CURRENCIES = [(code, code) for code in ("RUB", "EUR", "USD", "KZT", "BYN")]
AREA = forms.Textarea(attrs={"rows": 6})


class JobForm(forms.ModelForm):
    """A job as its employer draws it up; the pay is asked for like everything else that is needed."""

    salary_from = AmountField(label=_("Pay from"))
    salary_to = AmountField(label=_("Pay up to"), help_text=_("The same amount twice, where it is fixed."))

    apply_url = forms.URLField(label=_("Apply on a page"), required=False, assume_scheme="https")

    class Meta:
        model = Job
        fields = (
            "title_ru",
            "title_en",
            "text_ru",
            "text_en",
            "salary_from",
            "salary_to",
            "currency",
            "period",
            "tax",
            "contract",
            "workload",
            "places",
            "remote",
            "place",
            "region",
            "language",
            "apply_until",
            "apply_email",
            "apply_url",
        )
        labels = {
            "title_ru": _("Name of the job in Russian"),
            "title_en": _("Name of the job in English"),
            "text_ru": _("What the work is, in Russian"),
            "text_en": _("What the work is, in English"),
        }
        help_texts = {"apply_email": _("Candidates write straight to you. Nothing of theirs is kept here.")}
        widgets = {"text_ru": AREA, "text_en": AREA, "apply_until": DAY}

    field_order = Meta.fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        job = kwargs.get("instance")
        if job is not None:
            amounts = {"salary_from": major(job.salary_from_minor, job.currency), "salary_to": major(job.salary_to_minor, job.currency)}
            kwargs["initial"] = {**amounts, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = region_choices("—")  # type: ignore[attr-defined]
        self.fields["currency"] = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
        self.order_fields(self.field_order)
        currency = self.data.get(self.add_prefix("currency"), "RUB") if self.is_bound else "RUB"
        for name in ("salary_from", "salary_to"):
            self.fields[name].currency = currency if currency in dict(CURRENCIES) else "RUB"  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """The action checks and saves; the form only reads."""

    def given(self) -> dict[str, Any]:
        """What `save_job` takes; an unchanged last day is left alone, so that an old one may stay."""
        given = dict(self.cleaned_data)
        given["salary_from_minor"], given["salary_to_minor"] = given.pop("salary_from"), given.pop("salary_to")
        if self.instance.pk and given["apply_until"] == self.instance.apply_until:
            del given["apply_until"]
        return given


class RequirementForm(forms.Form):
    """What somebody needs for the job."""

    text_ru = forms.CharField(label=_("What is needed, in Russian"), max_length=300, required=False)
    text_en = forms.CharField(label=_("What is needed, in English"), max_length=300, required=False)
    competency = forms.CharField(
        label=_("Code of the competency"), max_length=40, required=False, help_text=_("As the competency framework has it, where one fits.")
    )


class ReasonForm(forms.Form):
    """Why something is sent back."""

    reason = forms.CharField(label=_("What is to be changed"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CloseForm(forms.Form):
    """What became of a vacancy."""

    outcome = forms.ChoiceField(label=_("What became of it"), choices=Job.Outcome.choices, widget=forms.RadioSelect)
    applicants = forms.IntegerField(
        label=_("How many applied"), required=False, min_value=0, max_value=100_000, help_text=_("A number only. Empty: not counted.")
    )


class EmployerForm(forms.Form):
    """Facts about the employer; what is left empty is shown as not collected."""

    about_ru = forms.CharField(label=_("About the workplace, in Russian"), max_length=4000, required=False, widget=AREA)
    about_en = forms.CharField(label=_("About the workplace, in English"), max_length=4000, required=False, widget=AREA)
    year = forms.IntegerField(label=_("Year of the facts"), min_value=2000, max_value=2100)
    training_days = forms.DecimalField(
        label=_("Training days per employee"), required=False, min_value=0, max_value=366, max_digits=5, decimal_places=1
    )
    mentors = forms.IntegerField(label=_("Mentors for newcomers"), required=False, min_value=0, max_value=10_000)
    pay = OptionalAmountField(label=_("Median pay a month before tax"), help_text=_("Half of the staff earn more, half less."))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    def __init__(self, *args: Any, profile: EmployerProfile | None, **kwargs: Any) -> None:
        first: dict[str, Any] = {"year": timezone.localdate().year - 1}
        if profile is not None:
            first = {name: getattr(profile, name) for name in ("about_ru", "about_en", "year", "training_days", "mentors", "currency")}
            first["pay"] = major(profile.pay_minor, profile.currency) if profile.pay_minor else None
        super().__init__(*args, **{"initial": first, **kwargs})

    def given(self) -> dict[str, Any]:
        """What `send_profile` takes."""
        given = dict(self.cleaned_data)
        given["pay_minor"] = given.pop("pay")
        return given
