"""Keeping what libraries of a year are compared by, and asking for it to be worked out."""

from django.db import transaction

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.work.returns.models import Collection, LibraryClusters, LibraryTraits, YearRelease
from sextant.work.returns.reckoning.clustering import Worked

BATCH = 500


def ask_peers(collection: Collection, years: list[int], *, by: User | None) -> None:
    """Queues the comparison of these years, each as a job of its own."""
    for pk in collection.years.filter(year__in=years).values_list("pk", flat=True):
        after_commit("returns.group_libraries", by=by, release_id=pk)


@transaction.atomic
def keep_peers(release: YearRelease, found: Worked, *, fingerprint: str) -> LibraryClusters:
    """Writes traits and groups of a year in place of those before."""
    LibraryTraits.objects.filter(release=release).delete()
    LibraryTraits.objects.bulk_create(
        (
            LibraryTraits(release=release, library_id=key, cluster=found.cluster.get(key), places=found.places.get(key, {}), **values)
            for key, values in found.traits.items()
        ),
        batch_size=BATCH,
    )
    fields = {name: getattr(found, name) for name in ("middles", "ranges", "groups", "tried", "silhouette", "protection")}
    fields |= {"fingerprint": fingerprint, "left_out": len(found.traits) - len(found.cluster) if found.groups else 0}
    kept, _made = LibraryClusters.objects.update_or_create(release=release, defaults=fields)
    record(verb="returns.group_libraries", obj=release, after={"libraries": len(found.traits), "groups": len(found.groups)})
    return kept
