"""Streams of income in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STREAMS: dict[str, str | Promise] = {
    "dues": _("Membership dues"),
    "gifts": _("Gifts"),
    "grants": _("Grants received"),
    "services": _("Services"),
    "publications": _("Publications"),
    "advertising": _("Advertising"),
    "events": _("Events"),
    "learning": _("Courses"),
    "interest": _("Interest"),
    "other": _("Other income"),
}


def stream_name(stream: str) -> str:
    """The stream in the reader's language; one that an association named itself stands as it is."""
    return str(STREAMS.get(stream, stream)) or str(_("No stream named"))
