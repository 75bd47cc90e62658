"""Experts: people who agreed to be listed, their works, and whom they may not judge."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Organisation, Person, Region

ROLES = {
    "juror": _("juror"),
    "reviewer": _("reviewer"),
    "supervisor": _("supervisor"),
    "consultant": _("consultant"),
}


class ExpertQuerySet(models.QuerySet["ExpertProfile"]):
    def listed(self, today: date) -> "ExpertQuerySet":
        """Whose consent stands today, and who has been neither erased nor merged."""
        return self.filter(agreed_on__isnull=False, until__gte=today, person__erased_at=None, person__merged_into=None)

    def with_all(self) -> "ExpertQuerySet":
        return self.select_related("person__user", "organisation", "region").prefetch_related("concepts")


class ExpertProfile(models.Model):
    """What an expert shows: name, place of work and region as given here, concepts, works, and the roles they agree to. It is listed
    from the day of consent for a year; taking the consent back empties `agreed_on` and it is gone at once."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="expert_profile")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="experts", verbose_name=_("Place of work to show")
    )
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Region to show"))
    about = Bilingual()
    concepts = models.ManyToManyField(Concept, blank=True, related_name="experts")
    is_juror = models.BooleanField(_("juror"), default=False)
    is_reviewer = models.BooleanField(_("reviewer"), default=False)
    is_supervisor = models.BooleanField(_("supervisor"), default=False)
    is_consultant = models.BooleanField(_("consultant"), default=False)
    shows_orcid = models.BooleanField(_("show my ORCID"), default=False)
    agreed_on = models.DateField(null=True, blank=True)
    consent_text = models.CharField(max_length=40, blank=True)
    until = models.DateField(null=True, blank=True)
    listed_since = models.DateField(null=True, blank=True, help_text="first day of the consent that was renewed without a gap")
    withdrawn_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        ordering = ("person__family_name", "person__given_name", "id")
        verbose_name = _("Expert")
        constraints = (
            models.CheckConstraint(condition=Q(agreed_on=None) | Q(until__isnull=False, withdrawn_on=None), name="scholarship_expert_consent"),
        )

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("scholarship:expert", args=[self.pk])

    @property
    def roles(self) -> tuple[str, ...]:
        """Words of the roles agreed to."""
        return tuple(role for role in ROLES if getattr(self, f"is_{role}"))

    @property
    def roles_in_words(self) -> list[str]:
        return [str(ROLES[role]) for role in self.roles]

    def is_listed(self, today: date | None = None) -> bool:
        """Whether the consent stands."""
        until = self.until if self.agreed_on else None
        gone = self.person.erased_at or self.person.merged_into_id
        return until is not None and not gone and until >= (today or timezone.localdate())


class ExpertWork(models.Model):
    """A work of an expert. One that was found in somebody else's file waits until the expert says that it is theirs."""

    class Source(models.TextChoices):
        ENTERED = "entered", _("entered")
        FILE = "file", _("from one's own file")
        CORPUS = "corpus", _("found in a corpus")

    profile = models.ForeignKey(ExpertProfile, on_delete=models.CASCADE, related_name="works")
    title = models.CharField(_("Title"), max_length=500)
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True)
    venue = models.CharField(_("Journal or publisher"), max_length=300, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    authors = models.JSONField(default=list, help_text="names as the source writes them, in order")
    author_keys = models.JSONField(default=list, help_text="the same in the rough spelling by which people are compared")
    concepts = models.ManyToManyField(Concept, blank=True, related_name="expert_works")
    source = models.CharField(max_length=7, choices=Source.choices, default=Source.ENTERED)
    is_confirmed = models.BooleanField(default=True)
    identity = models.CharField(max_length=200, help_text="DOI, else folded title and year: the same work brought twice is one")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-year", "-id")
        constraints = (models.UniqueConstraint(fields=["profile", "identity"], name="scholarship_work_once"),)

    def __str__(self) -> str:
        return self.title


class DeclaredConflict(models.Model):
    """Whom or what an expert will not judge, as they say themselves; shown to those who choose experts only."""

    profile = models.ForeignKey(ExpertProfile, on_delete=models.CASCADE, related_name="declared_conflicts")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(_("What ties you"), max_length=200, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ("-on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=(Q(person=None) & Q(organisation__isnull=False)) | (Q(person__isnull=False) & Q(organisation=None)),
                name="scholarship_conflict_of_one",
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.organisation)
