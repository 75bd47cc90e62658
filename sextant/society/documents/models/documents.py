"""Documents, their versions and clauses, and what was published."""

from functools import cached_property

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.words.fields import Bilingual
from sextant.society.documents import states
from sextant.society.documents.kinds import DocumentKind, kind_of, known

KEY = RegexValidator(r"^[a-z0-9][a-z0-9-]*\Z", _("A key has small Latin letters, digits and hyphens."))


class Document(models.Model):
    """A text that is drafted, discussed, voted on and published, version after version.

    `owner_kind` and `owner_key` name whose it is as a grant does (both empty: the association's). Title and summary are those of the
    published version, or of the first draft.
    """

    STATES = (
        (states.DRAFTING, pgettext_lazy("document", "being drafted")),
        (states.CONSULTED, pgettext_lazy("document", "in consultation")),
        (states.SETTLING, pgettext_lazy("document", "comments being settled")),
        (states.VOTE, pgettext_lazy("document", "put to the vote")),
        (states.APPROVED, pgettext_lazy("document", "approved")),
        (states.NOT_APPROVED, pgettext_lazy("document", "not approved")),
        (states.PUBLISHED, pgettext_lazy("document", "published")),
    )
    code = models.CharField(_("Address"), max_length=60, unique=True, validators=[KEY])
    kind = models.CharField(_("Kind of document"), max_length=40)
    title = Bilingual(max_length=300)
    summary = Bilingual()
    owner_kind = models.CharField(max_length=60, blank=True)
    owner_key = models.CharField(max_length=40, blank=True)
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="documents_edited")
    state = models.CharField(max_length=12, choices=STATES, default=states.DRAFTING)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Document")
        indexes = (models.Index(fields=["kind", "state"], name="documents_document_kind"),)

    def __str__(self) -> str:
        return self.title or self.code

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.code])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    @property
    def rules_of_kind(self) -> DocumentKind:
        """Who drafts, comments and votes; KeyError where the house of the kind is not installed."""
        return kind_of(self.kind)

    @property
    def kind_name(self) -> str:
        """The kind in words; its code where its house is not installed."""
        found = known(self.kind)
        return str(found.name) if found else self.kind


class Version(models.Model):
    """The text at one time. A draft is written; once frozen it never changes, and `fingerprint` is the SHA-256 of its canonical JSON.

    `revision` grows with every save of title, summary or order, so that nobody overwrites what somebody else has done meanwhile.
    """

    STATES = (
        (states.DRAFT, pgettext_lazy("version", "draft")),
        (states.FROZEN, pgettext_lazy("version", "frozen")),
        (states.PUBLISHED, pgettext_lazy("version", "published")),
        (states.REPLACED, pgettext_lazy("version", "replaced")),
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=STATES, default=states.DRAFT)
    title = Bilingual(max_length=300)
    summary = Bilingual()
    note = Bilingual(max_length=500)
    revision = models.PositiveIntegerField(default=1)
    fingerprint = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("Version of a document")
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="documents_version_number"),
            models.UniqueConstraint(fields=("document",), condition=Q(state=states.DRAFT), name="documents_one_draft"),
            models.UniqueConstraint(fields=("document",), condition=Q(state=states.PUBLISHED), name="documents_one_published"),
            models.CheckConstraint(
                condition=Q(state=states.DRAFT, fingerprint="", frozen_at=None)
                | (~Q(state=states.DRAFT) & ~Q(fingerprint="") & Q(frozen_at__isnull=False)),
                name="documents_frozen_with_fingerprint",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title or self.document.code}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("documents:version", args=[self.document.code, self.number])

    @property
    def tone(self) -> str:
        return states.TONES[self.state]

    @property
    def is_draft(self) -> bool:
        return self.state == states.DRAFT

    @cached_property
    def ordered_clauses(self) -> list["Clause"]:
        """Chapters and clauses in the order in which they are read."""
        return list(self.clauses.all())


class Clause(models.Model):
    """A passage with an identity: `key` stays the same in every version, and is the anchor of its permanent address.

    A clause may stand in a chapter (`part_of`), which is a clause too and stands in none. `number` is counted, unless `own_number` was
    given. `data` holds what the house of the kind keeps with it; it goes along from version to version.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    key = models.CharField(max_length=40, validators=[KEY])
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(max_length=20, blank=True)
    own_number = models.CharField(_("Number of its own"), max_length=20, blank=True)
    heading = Bilingual(max_length=300)
    text = Bilingual()
    data = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("place", "id")
        verbose_name = _("Clause")
        constraints = (models.UniqueConstraint(fields=("version", "key"), name="documents_clause_key"),)

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip() or self.key

    def get_absolute_url(self) -> str:
        return f"{self.version.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"c-{self.key}"

    @property
    def is_chapter(self) -> bool:
        """A clause that stands in no chapter heads those that follow it, or stands alone."""
        return self.part_of_id is None


class Publication(models.Model):
    """A version laid open for good, on a day, with the fingerprint of its text."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="publication")
    published_on = models.DateField()
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-published_on", "-id")
        verbose_name = _("Publication of a document")

    def __str__(self) -> str:
        return str(self.version)
