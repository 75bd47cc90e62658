"""The rule by which figures of groups are withheld: set, lifted, and kept in every year of the collection."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.work.returns.actions.peers import ask_peers
from sextant.work.returns.models import Aggregate, Collection, GroupProtection, YearRelease

BATCH = 500


@transaction.atomic
def protect_groups(collection: Collection, *, by: User | None, **fields: Any) -> GroupProtection:
    """Sets the rule, and has the figures of all years worked out under it."""
    kept, _made = GroupProtection.objects.update_or_create(collection=collection, defaults=fields)
    after = {"least": kept.least, "largest": kept.largest, "share": kept.share, "within": kept.within}
    record(verb="returns.protect_groups", obj=collection, by=by, after=after)
    _work_out(collection, by)
    return kept


@transaction.atomic
def lift_protection(collection: Collection, *, by: User | None) -> None:
    """Takes the rule away."""
    if not GroupProtection.objects.filter(collection=collection).delete()[0]:
        raise ValidationError(_("This collection has no rule of protection."))
    record(verb="returns.lift_protection", obj=collection, by=by)
    _work_out(collection, by)


def _work_out(collection: Collection, by: User | None) -> None:
    years = list(collection.years.values_list("year", "pk"))
    for _year, pk in years:
        after_commit("returns.figure_again", by=by, release_id=pk)
    ask_peers(collection, [year for year, _pk in years], by=by)


@transaction.atomic
def keep_figures(release: YearRelease, figures: list[dict[str, Any]]) -> bool:
    """Writes the figures of groups of a year in place of those before; False where the year has changed meanwhile."""
    now = YearRelease.objects.select_for_update().get(pk=release.pk)
    if now.version != release.version:
        return False
    Aggregate.objects.filter(release=release).delete()
    Aggregate.objects.bulk_create((Aggregate(release=release, **figure) for figure in figures), batch_size=BATCH)
    return True
