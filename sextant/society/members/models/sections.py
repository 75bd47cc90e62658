"""Sections of the association, who belongs to them, and who holds which office for which term."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import Bilingual
from sextant.society.members.models.people import Person


class Section(models.Model):
    """A section, a round table or a commission; sections may stand under one another."""

    class Kind(models.TextChoices):
        SECTION = "section", _("section")
        ROUND_TABLE = "round_table", _("round table")
        COMMISSION = "commission", _("commission")
        BOARD = "board", _("board")

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SECTION)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = Bilingual(max_length=200)
    about = Bilingual()
    founded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("name_ru",)
        constraints = (models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="members_section_not_own_parent"),)

    def __str__(self) -> str:
        return self.name


class SectionMemberQuerySet(models.QuerySet["SectionMember"]):
    def in_force(self, on: date) -> "SectionMemberQuerySet":
        """Who takes part on that day, the last day included."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class SectionMember(models.Model):
    """A person takes part in a section."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sections")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = SectionMemberQuerySet.as_manager()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.UniqueConstraint(fields=["section", "person"], condition=Q(until=None), name="members_section_member_now_once"),
            models.UniqueConstraint(fields=["section", "person", "since"], name="members_section_member_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="members_section_member_dates"),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.section}"


class OfficeQuerySet(models.QuerySet["Office"]):
    def in_force(self, on: date) -> "OfficeQuerySet":
        """Terms that run on that day, the last day included."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class Office(models.Model):
    """An office in a section and its term; it gives the role of the same word for that section while it runs."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice_chair", _("vice-chair")
        SECRETARY = "section_secretary", _("secretary of the section")
        COMMITTEE = "committee", _("member of the standing committee")

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="offices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offices")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("-since",)
        constraints = (
            models.UniqueConstraint(fields=["section", "person", "role", "since"], name="members_office_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="members_office_dates"),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.person}"
