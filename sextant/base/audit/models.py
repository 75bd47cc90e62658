"""Who did what to which object, when, from where; personal values stand apart, so that they can be erased."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone


class Entry(models.Model):
    """One line of the record. `digest` closes the chain over this line and the digest of the line before it.

    `before` and `after` hold only what is not personal. Personal values stand in `PersonalValues`; the chain
    covers their salted hash (`personal_digest`), so erasing them leaves the chain whole.
    """

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_key = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    personal_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=["object_kind", "object_id"], name="audit_entry_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.object_kind} {self.object_id}"

    def chained_fields(self) -> dict[str, Any]:
        """What the digest of a line covers."""
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "actor": self.actor_key,
            "verb": self.verb,
            "object": [self.object_kind, self.object_id],
            "before": self.before,
            "after": self.after,
            "personal": self.personal_digest,
            "previous": self.previous,
        }


class PersonalValues(models.Model):
    """The personal part of one line: address, names, values before and after. Erasable by itself.

    The address has a salt of its own: when only it is erased (the actor left), its digest goes on proving the rest.
    """

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="personal")
    salt = models.CharField(max_length=32)
    address = models.GenericIPAddressField(null=True, blank=True)
    address_salt = models.CharField(max_length=32, blank=True)
    address_digest = models.CharField(max_length=64, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"personal values of line {self.entry_id}"


class Head(models.Model):
    """The end of the chain: one row, locked while a line is added, so that numbers have no gaps."""

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"line {self.number}"
