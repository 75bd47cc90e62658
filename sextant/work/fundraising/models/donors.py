"""Donors: people and organisations who give, what they agreed to, and what the fundraiser wrote down."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Organisation, Person

CONSENT_TEXT = "2026-11"
"""The version of the words shown beside the consents of the form (`templates/fundraising/_consents.html`); new words, a new version."""


class DonorQuerySet(models.QuerySet["Donor"]):
    def living(self) -> "DonorQuerySet":
        """Donors that were neither merged into another nor erased."""
        return self.filter(merged_into=None, erased_at=None)


class Donor(models.Model):
    """Somebody who gives. Where the association knows the person or the organisation, the donor is that one."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="donors")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="donors")
    name = models.CharField(_("name"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language of letters"), max_length=2, default="ru", choices=[("ru", "Русский"), ("en", "English")])
    wants_letters = models.BooleanField(_("letters about appeals"), default=False)
    wants_reminders = models.BooleanField(_("reminders of what was promised"), default=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    erased_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = DonorQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(Lower("email"), name="fundraising_donor_email"), models.Index(fields=["name", "id"], name="fundraising_donor_name"))
        constraints = (models.CheckConstraint(condition=Q(person=None) | Q(organisation=None), name="fundraising_donor_one_known"),)

    def __str__(self) -> str:
        if self.erased_at:
            return str(_("Erased donor No. %(number)s") % {"number": self.pk})
        return self.name or self.email or str(_("Donor No. %(number)s") % {"number": self.pk})


class Consent(models.Model):
    """One yes or no of a donor: to what, under which words, when, and how it came."""

    class Purpose(models.TextChoices):
        PROCESSING = "processing", _("processing of personal data")
        LETTERS = "letters", _("letters about appeals")
        REMINDERS = "reminders", _("reminders of what was promised")

    class Way(models.TextChoices):
        FORM = "form", _("on the form of a gift")
        SELF = "self", _("by the donor, logged in")
        OFFICE = "office", _("written down by the office")

    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    given = models.BooleanField()
    text_version = models.CharField(max_length=40)
    way = models.CharField(max_length=8, choices=Way.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.given}"


class Note(models.Model):
    """What the fundraiser writes down about a donor: a talk, a wish, a promise."""

    donor = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.text[:60]


class DonorMerge(models.Model):
    """Two donors made one; `moved` says which rows went over, so that they can be parted again."""

    kept = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Donor, on_delete=models.CASCADE, related_name="+")
    moved = models.JSONField(default=dict, help_text='{"gift": [keys], …}')
    before = models.JSONField(default=dict, help_text="fields of the kept donor before the merge")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
