"""Consultations, comments, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.society.documents import states
from sextant.society.documents.models.documents import Clause, Version
from sextant.society.members.models import Person


class Consultation(models.Model):
    """The time in which a frozen version is commented on, and by whom."""

    AUDIENCES = (
        (states.PUBLIC, pgettext_lazy("consultation", "everybody who has logged in")),
        (states.MEMBERS, pgettext_lazy("consultation", "members, by the rule of the kind")),
        (states.INVITED, pgettext_lazy("consultation", "invited people")),
    )
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="consultations")
    audience = models.CharField(_("Who may comment"), max_length=7, choices=AUDIENCES, default=states.MEMBERS)
    invited = models.ManyToManyField(Person, blank=True, related_name="documents_consulted_on")
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField(_("Comments until"))
    closed_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        verbose_name = _("Consultation")
        constraints = (
            models.UniqueConstraint(fields=("version",), condition=Q(closed_at=None), name="documents_one_consultation"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opened_at")), name="documents_consultation_times"),
        )

    def __str__(self) -> str:
        return str(self.version)


class Comment(models.Model):
    """A remark, or another wording, on a clause or on the whole; `reply_to` makes it an answer to another one, one level deep.

    The author is a person, or a guest by the key and the name that the house of the kind gave.
    """

    KINDS = ((states.REMARK, pgettext_lazy("comment", "remark")), (states.WORDING, pgettext_lazy("comment", "proposed wording")))
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="comments")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="document_comments")
    guest = models.CharField(max_length=60, blank=True)
    guest_name = models.CharField(max_length=310, blank=True)
    kind = models.CharField(_("What it is"), max_length=7, choices=KINDS, default=states.REMARK)
    language = models.CharField(_("Language of the wording"), max_length=2, choices=[("ru", "Русский"), ("en", "English")], blank=True)
    text = models.TextField(pgettext_lazy("document", "Comment"), blank=True, max_length=5000)
    wording = models.TextField(_("Wording that you propose"), blank=True, max_length=20000)
    reply_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = pgettext_lazy("document", "Comment")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=states.REMARK, wording="", language="") | (Q(kind=states.WORDING, clause__isnull=False) & ~Q(language="")),
                name="documents_wording_of_a_clause",
            ),
            models.CheckConstraint(condition=Q(reply_to=None) | Q(kind=states.REMARK), name="documents_replies_are_remarks"),
            models.CheckConstraint(condition=Q(author=None) | Q(guest=""), name="documents_one_author"),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{reverse('documents:comments', args=[self.version.document.code])}#comment-{self.pk}"

    @property
    def author_name(self) -> str:
        """What the author is called, guests marked as such; empty where nobody is known any more."""
        if self.author is not None:
            return str(self.author)
        return gettext("%(name)s (guest)") % {"name": self.guest_name} if self.guest_name else ""

    @property
    def state(self) -> str:
        """`withdrawn`, the outcome of its disposition, or `open`."""
        if self.withdrawn_at is not None:
            return states.WITHDRAWN
        found: Disposition | None = getattr(self, "disposition", None)
        return found.outcome if found is not None else states.OPEN

    @property
    def tone(self) -> str:
        return states.TONES[self.state]


class Disposition(models.Model):
    """What the editors did about a comment, and why: everybody who reads the comment reads it."""

    OUTCOMES = (
        (states.ACCEPTED, pgettext_lazy("disposition", "accepted")),
        (states.CHANGED, pgettext_lazy("disposition", "accepted with changes")),
        (states.REFUSED, pgettext_lazy("disposition", "not accepted")),
    )
    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="disposition")
    outcome = models.CharField(_("Disposition"), max_length=8, choices=OUTCOMES)
    reason = models.TextField(pgettext_lazy("disposition", "Reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("Disposition of a comment")
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="documents_disposed_with_reason"),)

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.outcome}"
