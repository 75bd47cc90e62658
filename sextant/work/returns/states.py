"""The states of a collection's year, of an import, and what may follow."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPEN, PUBLISHED, CORRECTING = "open", "published", "correcting"
YEAR_NAMES: dict[str, str | Promise] = {
    OPEN: _("open"),
    PUBLISHED: _("published"),
    CORRECTING: _("being corrected"),
}
YEAR_FOLLOWS = {OPEN: {PUBLISHED}, PUBLISHED: {CORRECTING}, CORRECTING: {PUBLISHED}}
WRITABLE = {OPEN, CORRECTING}

DONE, REFUSED = "done", "refused"
"""How an import that was run ended; before that, its job tells where it stands."""

STORED, SUPPLEMENTED, UNCHANGED, REPLACED = "stored", "supplemented", "unchanged", "replaced"
"""What becomes of a return that was read and not refused."""

MAY_IMPORT = ("analyst", "secretary", "director")
