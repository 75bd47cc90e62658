"""What the owner of a collection's data wants withheld of groups, and why a figure is not told, in words."""

from django.utils.translation import gettext as _

from sextant.lab.returns.peer_groups.protection import Protection
from sextant.work.returns.models import Aggregate, Collection, GroupProtection


def rule_of(collection: Collection) -> Protection | None:
    """The rule of a collection; None where nobody asked for one."""
    kept = GroupProtection.objects.filter(collection=collection).first()
    return kept.rule if kept else None


REASONS = {"few", "dominated", "reckoned", "complementary"}
"""Why a rule of protection withholds a figure, as the lab names it."""


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
