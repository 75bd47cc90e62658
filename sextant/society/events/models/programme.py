"""The programme: tracks, rooms, sessions and who speaks."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from sextant.base.words.fields import Bilingual
from sextant.society.events import zones
from sextant.society.events.models.events import Event
from sextant.society.members.models import Person


class Track(models.Model):
    """A line of the programme one may follow."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tracks")
    name = Bilingual(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.name


class Room(models.Model):
    """A hall, or a meeting on the net; two sessions cannot be in it at once."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rooms")
    name = Bilingual(max_length=120)
    seats = models.PositiveIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """Who speaks: somebody the association knows, or a name."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="speaks")
    name = Bilingual(max_length=200)
    about = Bilingual()
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """A talk, a round table, a break. Moments in UTC, shown in the time zone of the event."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    title = Bilingual(max_length=200)
    about = Bilingual()
    track = models.ForeignKey(Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions")
    speakers = models.ManyToManyField(Speaker, blank=True, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ("starts_at", "room__order", "id")
        constraints = (models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_session_hours"),)

    def __str__(self) -> str:
        return self.title

    @property
    def local_start(self) -> datetime:
        return zones.local_of(self.starts_at, self.event.time_zone)

    @property
    def local_end(self) -> datetime:
        return zones.local_of(self.ends_at, self.event.time_zone)
