"""An event as its keepers enter it, and what lists of events are narrowed to."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.events import zones
from sextant.society.events.forms.fields import AREA, LONG, LocalMomentField, to_moments
from sextant.society.events.models import Event
from sextant.society.events.rules import OFFICE
from sextant.society.members.models import Section
from sextant.society.members.rules import SECTION, SECTION_ROLES

MOMENTS = ("starts_at", "ends_at", "opens_at", "closes_at")
WORDS = ("title_ru", "title_en", "summary_ru", "summary_en", "about_ru", "about_en", "place_ru", "place_en")


def months_around(today: date) -> list[tuple[str, str]]:
    """A year back and a year ahead, in words; any month first."""
    first = 12 * today.year + today.month - 1
    days = [date(number // 12, number % 12 + 1, 1) for number in range(first - 12, first + 13)]
    return [("", str(_("any month"))), *((f"{day:%Y-%m}", date_format(day, "YEAR_MONTH_FORMAT")) for day in days)]


class EventFilter(forms.Form):
    """Which events are wanted."""

    q = forms.CharField(label=_("Event"), required=False, max_length=100)
    time = forms.ChoiceField(
        label=pgettext_lazy("events", "When"), required=False, choices=[("", _("upcoming")), ("past", _("past")), ("all", _("upcoming and past"))]
    )
    form = forms.ChoiceField(label=pgettext_lazy("event", "Form"), required=False, choices=[("", _("any form")), *Event.Form.choices])
    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.none(), required=False, empty_label=_("any section"))
    month = forms.CharField(label=_("Month"), required=False, max_length=7, widget=forms.Select)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = Section.objects.filter(events__isnull=False).distinct()  # type: ignore[attr-defined]
        self.fields["month"].widget.choices = months_around(timezone.localdate())

    def wish(self) -> dict[str, Any]:
        """What was asked; a value that makes no sense is as if it had not been given."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EventForm(forms.Form):
    """Everything about an event but its tickets and its programme. Hours are those of its time zone."""

    form = forms.ChoiceField(label=pgettext_lazy("event", "Form"), choices=Event.Form.choices)
    section = forms.ModelChoiceField(label=_("Section"), queryset=Section.objects.none(), required=False, empty_label=_("the whole association"))
    title_ru = forms.CharField(label=pgettext_lazy("event", "Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=pgettext_lazy("event", "Title in English"), max_length=200, required=False)
    summary_ru = forms.CharField(label=_("In short, in Russian"), max_length=400, required=False, widget=AREA)
    summary_en = forms.CharField(label=_("In short, in English"), max_length=400, required=False, widget=AREA)
    about_ru = forms.CharField(label=_("About, in Russian"), max_length=20_000, required=False, widget=LONG)
    about_en = forms.CharField(label=_("About, in English"), max_length=20_000, required=False, widget=LONG)
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=60,
        widget=forms.TextInput(attrs={"list": "zones"}),
        help_text=_("For example Europe/Moscow; all hours are of it."),
    )
    starts_at = LocalMomentField(label=_("Begins"))
    ends_at = LocalMomentField(label=pgettext_lazy("event", "Ends"))
    place_ru = forms.CharField(label=_("Place, in Russian"), max_length=300, required=False)
    place_en = forms.CharField(label=_("Place, in English"), max_length=300, required=False)
    online_url = forms.URLField(
        label=_("Link of the online room"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Shown only to those who have a place."),
    )
    capacity = forms.IntegerField(label=_("Places"), min_value=0, max_value=1_000_000, required=False, help_text=_("Empty: as many as come."))
    opens_at = LocalMomentField(label=_("Registration opens"), required=False, help_text=_("Empty: when the event is published."))
    closes_at = LocalMomentField(label=_("Registration closes"), required=False, help_text=_("Empty: when the event begins."))
    pay_days = forms.IntegerField(
        label=_("Days to pay"),
        min_value=1,
        max_value=90,
        initial=7,
        help_text=_("A place that is not paid by then goes to the next on the waiting list."),
    )
    hours = forms.IntegerField(label=_("Hours on the certificate"), min_value=1, max_value=500, required=False)

    def __init__(self, *args: Any, user: Any, event: Event | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(event, name) for name in EventForm.base_fields} if event else {"time_zone": settings.TIME_ZONE}
        if event is not None:
            moments = {name: value for name in MOMENTS if (value := getattr(event, name)) is not None}
            initial |= {name: zones.local_of(value, event.time_zone) for name, value in moments.items()}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        sections = Section.objects.filter(closed_on=None)
        if not holds(user, *OFFICE):
            sections = sections.filter(pk__in=scopes_held(user, SECTION, *SECTION_ROLES))
            self.fields["section"].required = True
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]

    def clean_time_zone(self) -> str:
        name = str(self.cleaned_data["time_zone"]).strip()
        if not zones.is_zone(name):
            raise forms.ValidationError(_("There is no such time zone. Write it as Europe/Moscow or Asia/Omsk."))
        return name

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "time_zone" in self.cleaned_data:
            to_moments(self, MOMENTS, self.cleaned_data["time_zone"])
        return self.cleaned_data


class CopyForm(forms.Form):
    """From which day the copy is held."""

    starts_at = LocalMomentField(label=_("The new event begins"))

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        self.event = event
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        super().clean()
        to_moments(self, ("starts_at",), self.event.time_zone)
        return self.cleaned_data


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class StaffForm(forms.Form):
    """Who stands at the door."""

    email = forms.EmailField(label=_("E-mail of the log-in"), max_length=254)
