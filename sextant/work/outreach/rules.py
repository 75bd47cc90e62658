"""Who may do what with campaigns, endorsements and adoptions."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.outreach import states
from sextant.work.outreach.models import Adoption, Campaign, KitFile

KEEPERS = ("editor", "secretary", "director")


def may_keep(user: Any, thing: Any = None) -> bool:
    """Communications and the office: campaigns, ways, endorsements, the register, the reach."""
    return holds(user, *KEEPERS)


def may_see_campaign(user: Any, campaign: Campaign) -> bool:
    """Everybody once it has begun; before that those who keep it."""
    return campaign.stage in states.PUBLIC or may_keep(user)


def may_take_kit(user: Any, made: KitFile) -> bool:
    return may_see_campaign(user, made.campaign)


def may_see_adoption(user: Any, adoption: Adoption) -> bool:
    """The register is public; what is being checked is seen by those who keep it."""
    return adoption.state in states.IN_REGISTER or may_keep(user)
