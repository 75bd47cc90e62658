"""What can be found: one row for every object that a search may show, and the words that occur in those rows."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from sextant.base.words.fields import Bilingual


class Entry(models.Model):
    """One object as the search sees it.

    `audience` says who may find it: `public`, `users`, `members`, `office` or a word of an app with a key
    (`section:12`). `terms` holds the words it is found by, parted by spaces: `пушкин` a word as written,
    `~пушкин` its stem, `^пушкин` a word of the title. Both databases index exactly this column.
    """

    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    title = Bilingual(max_length=300)
    summary = Bilingual()
    url_name = models.CharField(max_length=80)
    url_args = models.JSONField(default=list, blank=True)
    audience = models.CharField(max_length=60, db_index=True)
    terms = models.TextField(blank=True)
    weight = models.SmallIntegerField(default=0)
    indexed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title}"

    def get_absolute_url(self) -> str:
        """The object's page in the reader's language."""
        return reverse(self.url_name, args=self.url_args)


class Word(models.Model):
    """A word that occurs in entries of one audience: what a mistyped word is compared with, without telling what others may read."""

    audience = models.CharField(max_length=60)
    word = models.CharField(max_length=60)
    stem = models.CharField(max_length=60)
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["audience", "word"], name="search_word_once"),)
        indexes = (
            models.Index(fields=["audience", "length", "word"], name="search_word_length"),
            models.Index(fields=["stem"], name="search_word_stem"),
        )

    def __str__(self) -> str:
        return self.word
