"""The columns that stand beside the items."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEY, NAME, REGION_NAME, CHIEF, POSITION, REMARKS = "key", "library", "region", "chief_officer", "chief_position", "remarks"
BEFORE_ITEMS: dict[str, str | Promise] = {
    KEY: _("Key of the library (do not change)"),
    NAME: _("Library (for reading only)"),
    REGION_NAME: _("Region (for reading only)"),
}
AFTER_ITEMS: dict[str, str | Promise] = {
    CHIEF: _("Chief officer who certifies the return"),
    POSITION: _("Position of the chief officer"),
    REMARKS: _("Remarks: they answer the questions of the checks"),
}
IGNORED = frozenset({NAME, REGION_NAME})


def is_second_row(line: int, cells: list[Any]) -> bool:
    """Whether a row is the one of definitions under the headings: the second line, with a space in what would be a key."""
    return line == 2 and " " in str(cells[0] if cells else "")
