"""People: who they are, what they let others see, and what they were called before."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.members.models.organisations import Region


class Person(models.Model):
    """A specialist, student, teacher, author or friend of libraries. The log-in, where there is one, is `user`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")
    family_name = models.CharField(_("family name"), max_length=100)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    latin_name = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001 (unique where present)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    city = models.CharField(_("city"), max_length=120, blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True)
    speciality = Bilingual(max_length=200)
    about = Bilingual()
    language = models.CharField(_("language of letters"), max_length=2, default="ru", choices=[("ru", "Русский"), ("en", "English")])
    is_student = models.BooleanField(_("student"), default=False)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("family_name", "given_name", "patronymic", "id")
        indexes = (
            models.Index(
                fields=["family_name", "given_name", "patronymic", "id"], name="members_person_living", condition=Q(merged_into=None, erased_at=None)
            ),
            models.Index(
                fields=["city", "family_name", "given_name", "patronymic", "id"],
                name="members_person_city",
                condition=Q(merged_into=None, erased_at=None),
            ),
            models.Index(fields=["-created_at", "-id"], name="members_person_newest", condition=Q(merged_into=None, erased_at=None)),
            # Only rows that were merged: SQLite takes an index over all, where nearly all are NULL, for the narrowest way to the living.
            models.Index(fields=["merged_into"], name="members_person_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["erased_at"], name="members_person_erased", condition=Q(erased_at__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(Lower("email"), condition=Q(email__isnull=False, merged_into=None), name="members_person_email"),
            models.UniqueConstraint(fields=["orcid"], condition=~Q(orcid="") & Q(merged_into=None), name="members_person_orcid"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Family name, given name and patronymic in the order of Russian documents."""
        if self.erased_at:
            return str(_("Erased person No. %(number)s") % {"number": self.pk})
        return " ".join(filter(None, (self.family_name, self.given_name, self.patronymic)))

    @property
    def openness(self) -> "Privacy":
        """The person's privacy switches; all of them closed where none were ever set."""
        return getattr(self, "privacy", None) or Privacy(person_id=self.pk)

    def age_on(self, day: date) -> int | None:
        """Full years on that day; None when the date of birth is not known."""
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


class FormerName(models.Model):
    """A name the person had before; found by search, shown to the office."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.name


class Privacy(models.Model):
    """What a person lets others see; everything is closed until the person opens it."""

    PURPOSES: dict[str, Any] = {
        "in_directory": _("name and place of work in the members' directory"),
        "email_to_members": _("e-mail address to fellow members"),
        "phone_to_members": _("phone number to fellow members"),
        "public_page": _("a public page with my speciality"),
        "newsletter": _("letters with the association's news"),
    }
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="privacy")
    in_directory = models.BooleanField(default=False)
    email_to_members = models.BooleanField(default=False)
    phone_to_members = models.BooleanField(default=False)
    public_page = models.BooleanField(default=False)
    newsletter = models.BooleanField(default=False)
    consented_at = models.DateTimeField(null=True, blank=True)
    consent_text = models.CharField(max_length=40, blank=True, help_text="version of the consent that was shown")

    def __str__(self) -> str:
        return f"privacy of person {self.person_id}"
