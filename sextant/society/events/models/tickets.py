"""Kinds of tickets with their prices, and what whoever registers is asked."""

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual, in_language
from sextant.society.events.models.events import Event


class TicketKind(models.Model):
    """Who may take it and what it costs. `taken` is changed under a lock of the event; the database refuses more than `limit`."""

    class For(models.TextChoices):
        ANYBODY = "anybody", pgettext_lazy("ticket", "anybody")
        MEMBER = "member", _("members in good standing")
        YOUNG = "young", _("people aged up to 35")
        STUDENT = "student", pgettext_lazy("ticket", "students")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tickets")
    name = Bilingual(max_length=120)
    audience = models.CharField(max_length=10, choices=For.choices, default=For.ANYBODY)
    price_minor = models.BigIntegerField(default=0, validators=[MinValueValidator(0)])
    currency = models.CharField(max_length=3, default="RUB")
    limit = models.PositiveIntegerField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)
    sale_from = models.DateField(null=True, blank=True)
    sale_until = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(condition=Q(limit=None) | Q(taken__lte=F("limit")), name="events_ticket_limit"),
            models.CheckConstraint(condition=Q(price_minor__gte=0), name="events_ticket_price"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> int | None:
        """How many of this kind are left by its own limit; None without one."""
        return None if self.limit is None else max(self.limit - self.taken, 0)

    def is_on_sale(self, day: date) -> bool:
        """Both days included."""
        return (self.sale_from is None or self.sale_from <= day) and (self.sale_until is None or day <= self.sale_until)


class Question(models.Model):
    """Something every registration is asked: diet, badge line, whether one comes by train."""

    class Kind(models.TextChoices):
        LINE = "line", _("one line")
        TEXT = "text", pgettext_lazy("question", "several lines")
        CHECK = "check", _("yes or no")
        CHOICE = "choice", _("one of several answers")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    label = Bilingual(max_length=200)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.LINE)
    options = Bilingual()
    is_required = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.label

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each answer by its place in the list, in the reader's language; the lists of both languages have the same order."""
        russian, english = self.options_ru.splitlines(), self.options_en.splitlines()
        longest = max(len(russian), len(english))
        pairs = [(russian[n : n + 1], english[n : n + 1]) for n in range(longest)]
        return [(str(n), in_language({"ru": "".join(ru), "en": "".join(en)}).strip()) for n, (ru, en) in enumerate(pairs, 1)]

    def answered(self, value: object) -> str:
        """An answer in words."""
        if self.kind == self.Kind.CHOICE:
            return dict(self.choices).get(str(value), "")
        if self.kind == self.Kind.CHECK:
            return str(_("yes") if value else _("no"))
        return str(value or "")
