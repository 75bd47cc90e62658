"""Norms as data: a pack, and every version of its text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.lab.publications.norms import Pack
from sextant.lab.publications.packs import parse_pack
from sextant.work.publications import states


class NormPack(models.Model):
    """One norm, known by the id that its text bears. Title and dates are those of the version in force."""

    code = models.SlugField(max_length=60, unique=True)
    title = Bilingual(max_length=400)
    jurisdiction = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("Pack of norms")

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("publications:pack", args=[self.code])


class PackVersion(models.Model):
    """The text of a pack at one time, in TOML. `note` says what was changed and why; `shipped` versions came with the product."""

    STATES = (
        (states.DRAFT, pgettext_lazy("pack", "draft")),
        (states.IN_FORCE, pgettext_lazy("pack", "in force")),
        (states.REPLACED, pgettext_lazy("pack", "replaced")),
        (states.DISCARDED, pgettext_lazy("pack", "discarded")),
    )
    pack = models.ForeignKey(NormPack, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(_("What was changed, and why"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=STATES, default=states.DRAFT)
    shipped = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("Version of a pack")
        constraints = (
            models.UniqueConstraint(fields=("pack", "number"), name="publications_version_number"),
            models.UniqueConstraint(fields=("pack",), condition=Q(state=states.IN_FORCE), name="publications_one_in_force"),
            models.UniqueConstraint(fields=("pack",), condition=Q(state=states.DRAFT), name="publications_one_draft"),
        )

    def __str__(self) -> str:
        return f"{self.pack.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("publications:version", args=[self.pack.code, self.number])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    @cached_property
    def norms(self) -> Pack:
        """The norms that its text holds."""
        return parse_pack(self.text, self.pack.code)
