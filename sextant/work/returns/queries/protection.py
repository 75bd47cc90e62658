"""What the owner of a collection's data wants withheld of groups, and why a figure is not told, in words."""

from django.utils.translation import gettext as _

from sextant.base.ui.numerals import written
from sextant.lab.returns.peer_groups.protection import Protection
from sextant.work.returns.models import Collection, GroupProtection


def rule_of(collection: Collection) -> Protection | None:
    """The rule of a collection; None where nobody asked for one."""
    kept = GroupProtection.objects.filter(collection=collection).first()
    return kept.rule if kept else None


def why_withheld(reason: str, protection: Protection | None) -> str:
    """The reason of the lab as a sentence; '' where the figure is told."""
    held = protection or Protection()
    sentences = {
        "": "",
        "empty": _("No library of the group has this figure."),
        "few": _("Withheld: fewer than %(least)s libraries of the group have it.") % {"least": held.least},
        "dominated": _("Withheld: a few libraries make nearly the whole of it (more than %(share)s %%).") % {"share": written(held.share or 0)},
        "reckoned": _("Withheld: the figure of a single library could be worked out from it."),
        "complementary": _("Withheld so that a figure withheld elsewhere cannot be worked out from it."),
        "renewed": _("Not told while the groups are worked out under a new rule of protection."),
    }
    return sentences[reason]
