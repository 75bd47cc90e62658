"""What to put into the addresses of pages of outreach."""

from collections.abc import Callable
from typing import Any

from sextant.work.outreach.actions.campaigns import keep_kit
from sextant.work.outreach.actions.support import confirm_support
from sextant.work.outreach.letters import token_of
from sextant.work.outreach.models import KitFile
from sextant.work.outreach.printed import piece
from sextant.work.outreach.tests.factories import adopted, endorsed, running
from tests.roles.world import World


def _campaign(world: World) -> dict[str, Any]:
    """A campaign that runs, with a piece of its kit."""
    if "outreach campaign" not in world.left:
        campaign = world.left["outreach campaign"] = running(code="sample")
        keep_kit(campaign, {("press", "en"): piece(campaign, "press", "en")}, "sample")
    return {"code": "sample"}


def _share(world: World) -> dict[str, Any]:
    return {**_campaign(world), "network": "telegram"}


def _channel(world: World) -> dict[str, Any]:
    _campaign(world)
    return {"code": "sample-site"}


def _kit(world: World) -> dict[str, Any]:
    _campaign(world)
    return {"pk": KitFile.objects.filter(campaign=world.left["outreach campaign"])[0].pk}


def _endorsement(world: World) -> dict[str, Any]:
    """One that waits for the office."""
    if "outreach endorsement" not in world.left:
        _campaign(world)
        world.left["outreach endorsement"] = confirm_support(endorsed(world.left["outreach campaign"]))
    return {"pk": world.left["outreach endorsement"].pk}


def _adoption(world: World) -> dict[str, Any]:
    """One that is being checked."""
    if "outreach adoption" not in world.left:
        _campaign(world)
        world.left["outreach adoption"] = confirm_support(adopted(world.left["outreach campaign"]))
    return {"pk": world.left["outreach adoption"].pk}


def _token(world: World) -> dict[str, Any]:
    _endorsement(world)
    return {"token": token_of(world.left["outreach endorsement"])}


CAMPAIGN = (
    "campaign",
    "edit_campaign",
    "move_campaign",
    "read",
    "kit",
    "make_kit",
    "kit_zip",
    "endorse",
    "adopt",
    "endorsements",
    "reach",
    "new_channel",
)

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"outreach:{name}": _campaign for name in CAMPAIGN},
    **{f"outreach:{name}": _adoption for name in ("adoption", "register_adoption", "refuse_adoption", "end_adoption")},
    **{f"outreach:{name}": _endorsement for name in ("show_endorsement", "refuse_endorsement")},
    **{f"outreach:{name}": _token for name in ("confirm", "withdraw")},
    **{f"outreach:{name}": _channel for name in ("go", "close_channel", "channel_code")},
    **{f"api:{name}": _campaign for name in ("campaign_endorsements", "campaign_reach")},
    "outreach:kit_file": _kit,
    "outreach:share": _share,
}
