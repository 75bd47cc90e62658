"""What those who register send."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from sextant.base.ui.controls import Scale
from sextant.base.words.money import money
from sextant.society.events.models import Event, Question, TicketKind
from sextant.society.events.queries.eligibility import Offer
from sextant.society.members.models import Organisation

SCORES = [(str(n), str(n)) for n in range(1, 6)]


def _field_of(question: Question) -> forms.Field:
    kind = Question.Kind
    common: dict[str, Any] = {"label": question.label, "required": question.is_required}
    if question.kind == kind.CHECK:
        return forms.BooleanField(**common)
    if question.kind == kind.CHOICE:
        return forms.ChoiceField(**common, choices=question.choices if question.is_required else [("", "—"), *question.choices])
    if question.kind == kind.TEXT:
        return forms.CharField(**common, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    return forms.CharField(**common, max_length=300)


def _ticket_shown(offer: Offer) -> str:
    ticket = offer.ticket
    price = money(ticket.price_minor, ticket.currency) if ticket.price_minor else pgettext("ticket", "free")
    waits = [pgettext("ticket", "waiting list")] if offer.waits else []
    return " · ".join([ticket.name, price, *waits])


class RegisterForm(forms.Form):
    """A ticket, the name on the badge, and answers to the event's questions. Only tickets that may be taken are offered."""

    ticket = forms.ChoiceField(label=_("Ticket"), widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        label=_("Who pays"), queryset=Organisation.objects.none(), required=False, empty_label=_("I do"), help_text=_("Organisations you act for.")
    )
    name = forms.CharField(label=_("Name on the badge"), max_length=200)
    place = forms.CharField(label=_("Place of work or study"), max_length=200, required=False)
    show_name = forms.BooleanField(label=_("My name may stand in the public list of participants."), required=False)
    agreed = forms.BooleanField(label=_("I agree that the association keeps these data to hold the event."))

    def __init__(self, *args: Any, event: Event, offers: list[Offer], payers: set[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if payers and any(offer.ticket.price_minor for offer in offers):
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=payers)  # type: ignore[attr-defined]
        else:
            del self.fields["organisation"]
        open_ones = [offer for offer in offers if not offer.refusal]
        self.tickets = {str(offer.ticket.pk): offer.ticket for offer in open_ones}
        choice = self.fields["ticket"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(offer.ticket.pk), _ticket_shown(offer)) for offer in open_ones]
        if len(open_ones) == 1:
            choice.initial = str(open_ones[0].ticket.pk)
        self.questions = {f"q{question.pk}": question for question in event.questions.all()}
        for name, question in self.questions.items():
            self.fields[name] = _field_of(question)
        self.order_fields(["ticket", "organisation", "name", "place", *self.questions, "show_name", "agreed"])

    def given(self) -> dict[str, Any]:
        """What `register` takes."""
        cleaned = self.cleaned_data
        answers = {str(question.pk): cleaned[name] for name, question in self.questions.items() if cleaned.get(name) not in ("", None, False)}
        ticket: TicketKind = self.tickets[cleaned["ticket"]]
        language = (get_language() or "ru")[:2]
        return {
            "ticket": ticket,
            "answers": answers,
            "language": language,
            "organisation": cleaned.get("organisation"),
            **{name: cleaned[name] for name in ("name", "place", "show_name")},
        }


class GuestForm(forms.Form):
    """The address a guest proves. `homepage` is left empty by people; programs that fill in everything give themselves away."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    homepage = forms.CharField(
        label=_("Leave this field empty"), required=False, max_length=200, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    @property
    def by_a_program(self) -> bool:
        """The field that people do not see was filled in."""
        return bool(self.data.get("homepage"))


class OfficeRegisterForm(RegisterForm):
    """Somebody is registered by those who keep the event."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        offers = [Offer(ticket, "", False) for ticket in event.tickets.all()]
        super().__init__(*args, event=event, offers=offers, **kwargs)
        for name in ("show_name", "agreed"):
            del self.fields[name]
        for name in self.questions:
            self.fields[name].required = False
        self.order_fields(["ticket", "name", "email", "place"])

    def given(self) -> dict[str, Any]:
        self.cleaned_data["show_name"] = False
        return {**super().given(), "email": self.cleaned_data["email"]}


class FeedbackForm(forms.Form):
    """What a participant thought, from 1 (bad) to 5 (very good), and in words."""

    content = forms.ChoiceField(label=_("The programme"), choices=SCORES, widget=Scale, help_text=_("1 is bad, 5 is very good."))
    organisation = forms.ChoiceField(label=_("The organisation"), choices=SCORES, widget=Scale)
    recommend = forms.ChoiceField(label=_("I would tell a colleague to come"), choices=SCORES, widget=Scale)
    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nobody learns who wrote it; leave out what would tell."),
    )

    def given(self) -> dict[str, Any]:
        scores = {name: int(self.cleaned_data[name]) for name in ("content", "organisation", "recommend")}
        return {**scores, "words": self.cleaned_data["words"]}
