"""What the owner of a collection's data wants withheld of groups, and why a figure is not told, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sextant.lab.returns.peer_groups.protection import Protection
from sextant.work.returns.models import Aggregate, Collection, GroupProtection, YearRelease


def rule_of(collection: Collection) -> Protection | None:
    """The rule of a collection; None where nobody asked for one."""
    kept = GroupProtection.objects.filter(collection=collection).first()
    return kept.rule if kept else None


REASONS = {"few", "dominated", "reckoned", "complementary"}
"""Why a rule of protection withholds a figure, as the lab names it."""


def withheld_totals(release: YearRelease) -> set[str]:
    """Variables whose total over all libraries of a year a rule of protection withholds."""
    rows = Aggregate.objects.filter(release=release, is_variable=True, group_kind="all", status="suppressed")
    return {row.indicator for row in rows if why_group_withheld(row)}


def withheld_groups(collection: Collection, codes: Iterable[str]) -> dict[tuple[str, str], str]:
    """Indicators and variables of all libraries (group "") and of regions that a rule withholds in any year, with the reason in words: what lies
    ahead of them, and their past, would tell the figure."""
    rows = Aggregate.objects.filter(release__collection=collection, indicator__in=list(codes), status="suppressed", group_kind__in=("all", "region"))
    told = {(row.indicator, "" if row.group_kind == "all" else row.group): why_group_withheld(row) for row in rows}
    return {place: why for place, why in told.items() if why}


def why_withheld(reason: str) -> str:
    """The reason of the lab as a sentence; '' where the figure is told."""
    sentences = {
        "": "",
        "empty": _("No library of the group has this figure."),
        "few": _("Withheld: too few libraries of the group have it."),
        "dominated": _("Withheld: a few libraries make nearly the whole of it."),
        "reckoned": _("Withheld: the figure of a single library could be worked out from it."),
        "complementary": _("Withheld so that a figure withheld elsewhere cannot be worked out from it."),
        "near": _("Withheld: beside the figure of another group it would tell figures of a few libraries."),
        "unfixed": _("Not told before the libraries of the group are fixed."),
        "renewed": _("Not told while the groups are worked out under a new rule of protection."),
    }
    return sentences[reason]


def why_group_withheld(figure: Aggregate) -> str:
    """Why a stored figure of a group is withheld by a rule of protection; '' where it is not, or for another reason."""
    reason = figure.missing[0] if figure.status == "suppressed" and figure.missing else ""
    return why_withheld(reason) if reason in REASONS else ""
