"""Participants, the door, materials: what those who keep an event send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.events.models import Event, Material, Registration, TicketKind


class ParticipantFilter(forms.Form):
    """Which participants are wanted."""

    q = forms.CharField(label=_("Name, address or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any state")), *Registration.STATES])
    ticket = forms.ModelChoiceField(
        label=_("Ticket"), required=False, queryset=TicketKind.objects.none(), empty_label=pgettext_lazy("ticket", "any ticket")
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticket"].queryset = event.tickets.all()  # type: ignore[attr-defined]

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ScanForm(forms.Form):
    """A ticket at the door: scanned, pasted or typed."""

    code = forms.CharField(
        label=_("Code of the ticket"),
        max_length=600,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}),
    )


class MaterialForm(forms.Form):
    """A file or a link."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Material.Kind.choices)
    title_ru = forms.CharField(label=pgettext_lazy("event", "Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=pgettext_lazy("event", "Title in English"), max_length=200, required=False)
    file = forms.FileField(label=_("File"), required=False)
    url = forms.URLField(label=_("Or a link"), max_length=500, required=False, assume_scheme="https")
    is_public = forms.BooleanField(label=_("Everybody may see it; otherwise those who took part"), required=False)
