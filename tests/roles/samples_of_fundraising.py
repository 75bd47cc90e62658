"""What to put into the addresses of pages of fundraising."""

from collections.abc import Callable
from typing import Any

from sextant.work.fundraising.tests.house import furnished, values_of
from tests.roles.world import World

NAMES = (
    *("appeal", "give", "picture", "gift", "call_off", "receipt", "standing", "change_standing", "donor_statement", "preferences", "my_statement"),
    *("appeal_office", "edit_appeal", "move_appeal", "report_appeal", "add_picture", "post_update", "remove_picture", "remove_update"),
    *("gift_office", "record_payment", "cancel_gift", "take_back_in_kind", "return_part", "note_thanks"),
    *("donor", "edit_donor", "add_note", "set_consent", "erase_donor", "merge", "statement", "undo_merge"),
    *("segment", "drop_segment", "new_mailing", "mailing", "send_mailing", "gift_import"),
)


def _values(world: World, name: str) -> dict[str, Any]:
    if "fundraising" not in world.left:
        world.left["fundraising"] = values_of(furnished(world.users["director"]))
    return world.left["fundraising"][name]


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {f"fundraising:{name}": lambda world, name=name: _values(world, name) for name in NAMES}
