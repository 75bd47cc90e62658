"""The programme as its editors enter it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.society.events import zones
from sextant.society.events.forms.fields import AREA, LocalMomentField, to_moments
from sextant.society.events.models import Event, Room, Session, Speaker, Track


class SessionForm(forms.Form):
    """A session; hours are those of the event's time zone."""

    title_ru = forms.CharField(label=pgettext_lazy("event", "Title in Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=pgettext_lazy("event", "Title in English"), max_length=200, required=False)
    about_ru = forms.CharField(label=_("About, in Russian"), max_length=10_000, required=False, widget=AREA)
    about_en = forms.CharField(label=_("About, in English"), max_length=10_000, required=False, widget=AREA)
    starts_at = LocalMomentField(label=_("Begins"))
    ends_at = LocalMomentField(label=pgettext_lazy("event", "Ends"))
    track = forms.ModelChoiceField(label=_("Track"), queryset=Track.objects.none(), required=False, empty_label=_("no track: for everybody"))
    room = forms.ModelChoiceField(label=_("Room"), queryset=Room.objects.none(), required=False, empty_label=_("no room"))
    speakers = forms.ModelMultipleChoiceField(
        label=_("Speakers"), queryset=Speaker.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, event: Event, session: Session | None = None, **kwargs: Any) -> None:
        self.event = event
        if session is None:
            local = zones.local_of(event.starts_at, event.time_zone)
            kwargs["initial"] = {"starts_at": local, **kwargs.get("initial", {})}
        else:
            same = ("title_ru", "title_en", "about_ru", "about_en", "track", "room")
            moments = {name: zones.local_of(getattr(session, name), event.time_zone) for name in ("starts_at", "ends_at")}
            kwargs["initial"] = {**{name: getattr(session, name) for name in same}, **moments, "speakers": list(session.speakers.all())}
        super().__init__(*args, **kwargs)
        for name, rows in (("track", event.tracks), ("room", event.rooms), ("speakers", event.speakers)):
            self.fields[name].queryset = rows.all()  # type: ignore[attr-defined]
        if not event.speakers.exists():
            del self.fields["speakers"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        to_moments(self, ("starts_at", "ends_at"), self.event.time_zone)
        return self.cleaned_data

    def given(self) -> dict[str, Any]:
        """What `save_session` takes."""
        return {**self.cleaned_data, "speakers": list(self.cleaned_data.get("speakers") or [])}


class PartForm(forms.Form):
    """A track or a room: its name in both languages."""

    name_ru = forms.CharField(label=_("Name in Russian"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    order = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=1000, required=False)

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "order": self.cleaned_data.get("order") or 0}


class SpeakerForm(PartForm):
    """Who speaks, and a few words about them."""

    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    about_ru = forms.CharField(label=_("About, in Russian"), max_length=4000, required=False, widget=AREA)
    about_en = forms.CharField(label=_("About, in English"), max_length=4000, required=False, widget=AREA)
