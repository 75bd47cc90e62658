"""Offers of suppliers, and purchase plans: which of the offered titles to buy within a budget."""

import secrets
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.jobs.models import Job
from sextant.base.jobs.states import CANCELLED, FAILED
from sextant.base.words.fields import Bilingual
from sextant.work.acquisitions import states
from sextant.work.acquisitions.models.collections import Collection


def place_of_offer(offer: "Offer", name: str) -> str:
    """A folder of its own for every offer."""
    return f"acquisitions/{offer.token}/{name}"


def new_token() -> str:
    return secrets.token_hex(8)


def place_of_order(plan: "Plan", name: str) -> str:
    """Beside the offer, under a name that no earlier order had."""
    return f"acquisitions/{plan.offer.token}/{new_token()}-{name}"


class Offer(models.Model):
    """A list of titles on offer, as a supplier sent it. It is read anew by every plan that is made of it."""

    token = models.CharField(max_length=16, unique=True, default=new_token)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="offers")
    file = models.FileField(upload_to=place_of_offer, max_length=300)
    file_name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.file_name


class Plan(models.Model):
    """Demands on a list (`targets`, in the form of the targets file), and once it was worked out the list with its reasons.

    `budget` in minor units of `currency`; `seconds` is how long it may be searched. `kept_in` and `taken_out` are the ids of titles that somebody
    decided by hand. `summary` has what came out: spent, objective, bound, gap, demands with their costs, targets before and after, contradictions.
    The account of the offer: rows read = taken + merged + refused.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="plans")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="plans")
    name = models.CharField(pgettext_lazy("of a plan", "Name"), max_length=120)
    state = models.CharField(max_length=10, choices=list(states.PLAN_NAMES.items()), default=states.DRAFT)
    currency = models.CharField(_("Currency"), max_length=3, default="RUB")
    budget = models.PositiveBigIntegerField(_("Budget"))
    seconds = models.PositiveSmallIntegerField(_("Seconds to search"), default=60, validators=(MinValueValidator(5), MaxValueValidator(600)))
    targets = models.JSONField(default=dict, blank=True)
    kept_in = models.JSONField(default=list, blank=True)
    taken_out = models.JSONField(default=list, blank=True)
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    sentence = Bilingual(max_length=1200)
    summary = models.JSONField(default=dict, blank=True)
    account = models.JSONField(default=dict, blank=True)
    spent = models.PositiveBigIntegerField(null=True, blank=True)
    ordered_on = models.DateField(null=True, blank=True)
    order_file = models.FileField(upload_to=place_of_order, max_length=300, blank=True)
    order_number = models.CharField(_("Number of the order"), max_length=80, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=Q(budget__gt=0), name="acquisitions_plan_budget"),
            models.CheckConstraint(condition=~Q(state=states.ORDERED) | Q(ordered_on__isnull=False), name="acquisitions_plan_ordered_on"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("acquisitions:plan", args=[self.pk])

    @property
    def state_name(self) -> str:
        return str(states.PLAN_NAMES[states.REFUSED if self.has_failed else self.state])

    @property
    def tone(self) -> str:
        return "bad" if self.has_failed else states.PLAN_TONES[self.state]

    @property
    def has_failed(self) -> bool:
        """Its job failed or was stopped."""
        return self.state == states.MAKING and (self.job is None or self.job.state in (FAILED, CANCELLED))

    @property
    def is_waiting(self) -> bool:
        return self.state == states.MAKING and not self.has_failed

    @property
    def has_list(self) -> bool:
        return self.state in (states.MADE, states.ORDERED)

    @property
    def may_change(self) -> bool:
        return self.state in states.CHANGED or self.has_failed

    @property
    def gap(self) -> float | None:
        """By how much, as a share, the best list that may exist could be better than this one."""
        found: Any = self.summary.get("gap")
        return None if found is None else float(found)


class PlanTitle(models.Model):
    """A title of the list (`copies` above 0), or one of those that were just left out (`place` among them).

    `price` of one copy in minor units; `why` has sentences in both languages; `marks` are the words by which targets find it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="titles")
    key = models.CharField(max_length=80)
    isbn = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    age = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=60, blank=True)
    section = models.CharField(max_length=60, blank=True)
    awards = models.CharField(max_length=300, blank=True)
    price = models.PositiveBigIntegerField()
    copies = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField(default=0)
    why = models.JSONField(default=list, blank=True)
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ("title", "id")
        indexes = (models.Index(fields=["plan", "copies", "title"], name="acquisitions_plan_titles"),)
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="acquisitions_plan_title_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def cost(self) -> int:
        """Of all copies, in minor units."""
        return self.price * self.copies
