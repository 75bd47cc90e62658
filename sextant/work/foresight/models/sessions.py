"""A foresight session and its groups."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.agenda.models import Agenda
from sextant.society.documents.models import Document
from sextant.work.foresight import states

SHORTEST, LONGEST = 60, 600
"""Between what the cap of a statement may lie, in characters."""


class Session(models.Model):
    """People work in groups by direction of an agenda, and the next agenda comes of it.

    `code` becomes the code of the new agenda. `door_number` is counted up to make earlier codes of the door (the QR on the
    screen) worthless; with `door_open` whoever reads it may join as a named guest. `results_shown` lets the screens show what
    unites and divides; it is off at first, so that nobody sees others' answers before their own.
    """

    code = models.SlugField(_("Code of the new agenda"), max_length=40, unique=True)
    title = Bilingual(max_length=200)
    about = Bilingual()
    consent = Bilingual()
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    base_agenda = models.ForeignKey(Agenda, null=True, blank=True, on_delete=models.PROTECT, related_name="foresight_sessions")
    state = models.CharField(max_length=10, choices=list(states.SESSION_NAMES.items()), default=states.PLANNED)
    authors_shown = models.BooleanField(_("Show who wrote a statement"), default=False)
    moderated_by = models.CharField(_("Who moderates"), max_length=12, choices=list(states.MODERATED_BY.items()), default=states.BY_FACILITATORS)
    longest_statement = models.PositiveSmallIntegerField(
        _("Longest statement, characters"), default=200, validators=(MinValueValidator(SHORTEST), MaxValueValidator(LONGEST))
    )
    door_open = models.BooleanField(_("Whoever is in the room may join by the code on the screen"), default=False)
    door_number = models.PositiveIntegerField(default=1)
    electors = models.CharField(_("Who votes on the document"), max_length=7, choices=list(states.VOTERS.items()), default=states.INVITED_VOTE)
    results_shown = models.BooleanField(_("The screens show what unites and divides"), default=False)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="foresight_sessions")
    published_agenda = models.ForeignKey(Agenda, null=True, blank=True, on_delete=models.SET_NULL, related_name="came_of_sessions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = (models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="foresight_session_days"),)

    def __str__(self) -> str:
        title: Any = self.title
        return str(title)

    def get_absolute_url(self) -> str:
        return reverse("foresight:session", args=[self.pk])

    @property
    def state_name(self) -> str:
        return str(states.SESSION_NAMES[self.state])

    @property
    def tone(self) -> str:
        return states.SESSION_TONES[self.state]

    @property
    def is_open(self) -> bool:
        """Statements are written, answers given."""
        return self.state == states.OPEN

    @property
    def may_invite(self) -> bool:
        return self.state in states.INVITING

    @property
    def may_propose(self) -> bool:
        return self.state in states.PROPOSING

    @property
    def moves(self) -> list[tuple[str, str]]:
        """What may come next: state, and the words of the button."""
        return [
            (after, str(states.MOVES[self.state, after]))
            for after in states.SESSION_FOLLOWS[self.state]
            if self.state != states.CLOSED or self.published_agenda_id is None
        ]


class Group(models.Model):
    """One group of a session; `code` is that of its direction in the new agenda (`IV`)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(_("Code of the direction"), max_length=8)
    title = Bilingual(max_length=200)
    about = Bilingual()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=["session", "code"], name="foresight_group_code"),)

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("foresight:group", args=[self.pk])
