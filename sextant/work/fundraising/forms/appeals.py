"""What comes in about an appeal: its words, pictures, news and report."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.lab.payments.amounts import parse_amount
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.forms.invoices import AmountField
from sextant.society.ledger.models import Fund
from sextant.society.members.forms.memberships import DAY
from sextant.work.fundraising.models import Appeal

LONG = forms.Textarea(attrs={"rows": 8})
MARKDOWN = _("Paragraphs are parted by an empty line; *emphasis*, lists with “-”, [links](https://…).")
CURRENCIES = (("RUB", "RUB"), ("EUR", "EUR"), ("USD", "USD"))


def plain_amount(minor: int, currency: str) -> str:
    """An amount as it is typed: 1500 or 1500.50."""
    amount = major(minor, currency)
    return f"{amount:.0f}" if amount == amount.to_integral_value() else str(amount)


class AppealForm(forms.Form):
    """An appeal as it is written; the amounts are in its currency."""

    title_ru = forms.CharField(label=_("Title in Russian"), max_length=160, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    code = forms.SlugField(label=_("Address"), max_length=60, help_text=_("Latin letters, digits and hyphens; stands in the address of the page."))
    summary_ru = forms.CharField(label=_("In one sentence, in Russian"), max_length=300, required=False)
    summary_en = forms.CharField(label=_("In one sentence, in English"), max_length=300, required=False)
    story_ru = forms.CharField(label=_("Story in Russian"), required=False, widget=LONG, help_text=MARKDOWN)
    story_en = forms.CharField(label=_("Story in English"), required=False, widget=LONG)
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    goal = AmountField(label=_("Goal"))
    fund = forms.ModelChoiceField(
        label=_("Fund"), queryset=Fund.objects.filter(closed_on=None), help_text=_("Everything given to the appeal goes there and nowhere else.")
    )
    suggested = forms.CharField(
        label=_("Suggested amounts"), max_length=120, required=False, help_text=_("Up to six, parted by semicolons: 500; 1000; 3000.")
    )
    opens_on = forms.DateField(label=_("First day"), widget=DAY)
    closes_on = forms.DateField(label=_("Last day"), widget=DAY, required=False)

    def __init__(self, *args: Any, appeal: Appeal | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"opens_on": timezone.localdate(), "currency": "RUB", "suggested": "500; 1000; 3000; 10000"}
        if appeal is not None:
            names = ("title_ru", "title_en", "code", "summary_ru", "summary_en", "story_ru", "story_en", "currency", "fund", "opens_on", "closes_on")
            initial = {name: getattr(appeal, name) for name in names}
            initial["goal"] = plain_amount(appeal.goal_minor, appeal.currency)
            initial["suggested"] = "; ".join(plain_amount(amount, appeal.currency) for amount in appeal.suggested)
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if self.is_bound:
            chosen = str(self.data.get("currency", "RUB"))
            self.fields["goal"].currency = chosen if chosen in dict(CURRENCIES) else "RUB"  # type: ignore[attr-defined]

    def clean_suggested(self) -> list[int]:
        """Amounts in minor units; each as people write it."""
        currency = self.cleaned_data.get("currency", "RUB")
        try:
            return [parse_amount(text, currency) for text in self.cleaned_data["suggested"].split(";") if text.strip()]
        except PaymentError as refusal:
            raise ValidationError(refusal.said.sentence((get_language() or "ru")[:2])) from refusal

    def values(self) -> dict[str, Any]:
        """What the action is called with."""
        given = dict(self.cleaned_data)
        given["goal_minor"] = given.pop("goal")
        return given


class PictureForm(forms.Form):
    upload = forms.FileField(label=_("Picture"), help_text=_("PNG, JPEG or WebP, up to 4 MB; 1600 pixels across are enough."))
    alt_ru = forms.CharField(label=_("What it shows, in Russian"), max_length=300, required=False)
    alt_en = forms.CharField(label=_("What it shows, in English"), max_length=300, required=False)


class UpdateForm(forms.Form):
    """News of an appeal."""

    day = forms.DateField(label=_("Day"), widget=DAY, initial=timezone.localdate)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=160, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    text_ru = forms.CharField(label=_("Text in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=MARKDOWN)
    text_en = forms.CharField(label=_("Text in English"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ReportForm(forms.Form):
    """What was promised and what was done."""

    promised_ru = forms.CharField(
        label=_("What was promised, in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=MARKDOWN
    )
    promised_en = forms.CharField(label=_("What was promised, in English"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    done_ru = forms.CharField(label=_("What was done, in Russian"), required=False, widget=LONG)
    done_en = forms.CharField(label=_("What was done, in English"), required=False, widget=LONG)
