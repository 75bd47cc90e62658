"""Kinds of tickets and questions as the keepers of an event enter them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sextant.base.words.money import major
from sextant.society.events.forms.fields import AREA, CURRENCIES, DAY, PriceField
from sextant.society.events.models import Question, TicketKind


class TicketForm(forms.Form):
    """A kind of ticket."""

    name_ru = forms.CharField(label=_("Name in Russian"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    audience = forms.ChoiceField(label=_("Who may take it"), choices=TicketKind.For.choices)
    price = PriceField(label=_("Price"), help_text=_("Empty or 0: free."))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    limit = forms.IntegerField(
        label=_("How many there are"), min_value=0, max_value=1_000_000, required=False, help_text=_("Empty: as many as places.")
    )
    sale_from = forms.DateField(label=_("Given out from"), required=False, widget=DAY)
    sale_until = forms.DateField(label=_("Given out until"), required=False, widget=DAY)
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=1000, required=False)

    def __init__(self, *args: Any, ticket: TicketKind | None = None, **kwargs: Any) -> None:
        if ticket is not None:
            same = ("name_ru", "name_en", "audience", "currency", "limit", "sale_from", "sale_until", "order")
            shown = f"{major(ticket.price_minor, ticket.currency)}" if ticket.price_minor else ""
            kwargs["initial"] = {**{name: getattr(ticket, name) for name in same}, "price": shown}
        super().__init__(*args, **kwargs)
        price = self.fields["price"]
        assert isinstance(price, PriceField)
        price.currency = self.data.get(self.add_prefix("currency")) or "RUB"

    def given(self) -> dict[str, Any]:
        """What `save_ticket` takes."""
        fields = dict(self.cleaned_data)
        return {**fields, "price_minor": fields.pop("price"), "order": fields["order"] or 0}


class QuestionForm(forms.Form):
    """Something everybody is asked."""

    label_ru = forms.CharField(label=_("Question in Russian"), max_length=200, required=False)
    label_en = forms.CharField(label=_("Question in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Question.Kind.choices)
    options_ru = forms.CharField(label=_("Answers in Russian, a line each"), max_length=2000, required=False, widget=AREA)
    options_en = forms.CharField(label=_("Answers in English, a line each"), max_length=2000, required=False, widget=AREA)
    is_required = forms.BooleanField(label=_("An answer is needed"), required=False)
