"""Who may do what with appeals, gifts and donors."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.society.members.rules import is_self
from sextant.work.fundraising import states
from sextant.work.fundraising.models import Appeal, Donor, DonorMerge, Gift, Part, Picture

KEEPERS = ("fundraiser", "director")


def may_keep(user: Any, thing: Any = None) -> bool:
    """The fundraiser and the executive director: appeals, gifts, donors, letters to them."""
    return holds(user, *KEEPERS)


def may_see_donors(user: Any, donor: Donor | None = None) -> bool:
    """Names of donors and what they gave: the same two, and nobody else."""
    return holds(user, *KEEPERS)


def may_see_appeal(user: Any, appeal: Appeal) -> bool:
    """Everybody reads what is open or was; drafts are for those who write them."""
    return appeal.state in states.SHOWN or may_keep(user)


def may_give(user: Any, appeal: Appeal) -> bool:
    """Anybody, with or without an account, where the page may be read."""
    return may_see_appeal(user, appeal)


def is_donor(user: Any, donor: Donor) -> bool:
    """The person behind the log-in is this donor."""
    return donor.person is not None and is_self(user, donor.person)


def may_see_gift(user: Any, gift: Gift) -> bool:
    """Those who keep donors, and the treasurer, who finds a payment's gift from the books."""
    return may_see_donors(user) or holds(user, "treasurer")


def may_see_mine(user: Any) -> bool:
    """One's own gifts."""
    return bool(user.is_authenticated)


def may_change_gift(user: Any, gift: Gift) -> bool:
    """Calls off a promise, takes a gift in kind back."""
    return may_keep(user)


def may_thank(user: Any, part: Part) -> bool:
    return may_see_donors(user)


def may_return(user: Any, part: Part) -> bool:
    """Money goes back by the treasurer's hand."""
    return holds(user, "treasurer")


def may_undo_merge(user: Any, merge: DonorMerge) -> bool:
    return may_see_donors(user)


def may_see_picture(user: Any, picture: Picture) -> bool:
    return may_see_appeal(user, picture.appeal)


def may_record_gift(user: Any, gift: Gift | None = None) -> bool:
    """Who writes down that the money of a gift came: the treasurer keeps payments, the fundraiser those in hand."""
    return holds(user, "treasurer", *KEEPERS)
