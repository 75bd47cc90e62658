"""Libraries compared with those alike: what they are compared by, groups of a year, and figures of groups that their owner protects."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sextant.lab.returns.peer_groups.protection import Protection
from sextant.work.returns.models.collections import Collection, YearRelease
from sextant.work.returns.models.libraries import Library


class LibraryTraits(models.Model):
    """What a library is compared by in one year: persons served, spending in the collection's currency, staff in full-time equivalents.

    `cluster` is its group among `LibraryClusters.groups`, none where a trait is lacking; `places` its percentile in that group by indicator.
    """

    release = models.ForeignKey(YearRelease, on_delete=models.CASCADE, related_name="traits")
    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="traits")
    population = models.FloatField(null=True)
    spending = models.FloatField(null=True)
    staff_fte = models.FloatField(null=True)
    cluster = models.PositiveSmallIntegerField(null=True)
    places = models.JSONField(default=dict)

    class Meta:
        ordering = ("release", "library")
        indexes = (models.Index(fields=["release", "cluster"], name="returns_traits_cluster"),)
        constraints = (models.UniqueConstraint(fields=["release", "library"], name="returns_traits_once"),)

    def __str__(self) -> str:
        return f"{self.library_id}, {self.release_id}"


class LibraryClusters(models.Model):
    """Groups of libraries alike in one year, as the lab divided them.

    `middles` and `ranges` are the scale of each trait compared (`lab.returns.peer_groups.traits.Scale`). `groups` lists, the smallest
    libraries first: medoid (key of the library), size, medians by trait, and by indicator count, quartiles, or why they are withheld.
    `tried` are [number of groups, silhouette]. `fingerprint` is that of the year's figures, `protection` the rule that was kept.
    """

    release = models.OneToOneField(YearRelease, on_delete=models.CASCADE, related_name="clusters")
    fingerprint = models.CharField(max_length=64)
    middles = models.JSONField(default=dict)
    ranges = models.JSONField(default=dict)
    groups = models.JSONField(default=list)
    tried = models.JSONField(default=list)
    silhouette = models.FloatField(null=True)
    left_out = models.PositiveIntegerField(default=0)
    protection = models.JSONField(null=True)
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.release_id}: {len(self.groups)}"


class GroupProtection(models.Model):
    """What the owner of a collection's data wants withheld of groups: those of fewer than `least` libraries; those whose `largest` greatest
    values make more than `share` per cent of the sum; those whose greatest value the second could reckon to within `within` per cent."""

    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="protection")
    least = models.PositiveSmallIntegerField(default=5)
    largest = models.PositiveSmallIntegerField(default=2)
    share = models.FloatField(null=True, blank=True)
    within = models.FloatField(null=True, blank=True)
    asked_by = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(least__gte=2) & Q(largest__gte=1), name="returns_protection_counts"),
            models.CheckConstraint(condition=Q(share=None) | (Q(share__gt=0) & Q(share__lte=100)), name="returns_protection_share"),
            models.CheckConstraint(condition=Q(within=None) | (Q(within__gt=0) & Q(within__lte=100)), name="returns_protection_within"),
        )

    def __str__(self) -> str:
        return f"{self.collection}: {self.least}"

    @property
    def rule(self) -> Protection:
        """The same for the lab."""
        return Protection(self.least, self.largest, self.share, self.within)


class ChosenGroup(models.Model):
    """Libraries that somebody compares theirs with: seen by who named it, and by everybody where that is wished.

    Where the owner of the data asked for protection, figures are told from `fixed_at` on, and the libraries stay as they are.
    """

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="chosen_groups")
    name = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_public = models.BooleanField(default=False)
    libraries = models.ManyToManyField(Library, related_name="chosen_groups", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    fixed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["collection", "by", "name"], name="returns_chosen_group_once"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("returns:chosen_group", args=[self.pk])


class FixedGroup(models.Model):
    """The libraries (keys of rows, ascending) of a group whose figures may have been told; kept when the group is deleted, for what was told
    stays known, and a later group that differs by few libraries would tell them."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="fixed_groups")
    group = models.ForeignKey(ChosenGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="fixings")
    libraries = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.collection_id}: {len(self.libraries)}"
