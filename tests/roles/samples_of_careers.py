"""What to put into the addresses of pages of careers."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.work.careers.actions.alerts import ask_alert
from sextant.work.careers.actions.employers import send_profile
from sextant.work.careers.actions.jobs import add_requirement
from sextant.work.careers.actions.prestige import save_figure
from sextant.work.careers.actions.stories import save_story, submit_story
from sextant.work.careers.letters import token_of
from sextant.work.careers.tests.factories import PNG, draft
from tests.roles.world import World


def _job(world: World) -> dict[str, Any]:
    """A draft of the organisation of the page, with a requirement."""
    if "careers job" not in world.left:
        job = draft(world.organisation)
        world.left["careers job"] = job
        world.left["careers need"] = add_requirement(job, text_ru="Английский", text_en="English", by=None)
    return {"pk": world.left["careers job"].pk}


def _need(world: World) -> dict[str, Any]:
    _job(world)
    return {"pk": world.left["careers need"].pk}


def _organisation(world: World) -> dict[str, Any]:
    return {"pk": world.organisation.pk}


def _profile(world: World) -> dict[str, Any]:
    """Facts about the organisation of the page that wait."""
    if "careers profile" not in world.left:
        world.left["careers profile"] = send_profile(world.organisation, year=timezone.localdate().year, mentors=2, by=None)
    return {"pk": world.left["careers profile"].pk}


def _story(world: World) -> dict[str, Any]:
    """The member's story, handed in."""
    if "careers story" not in world.left:
        photo = SimpleUploadedFile("photo.png", PNG)
        story = save_story(None, person=world.person, by=None, title_en="A day", text_en="It begins at nine.", photo=photo)
        world.left["careers story"] = submit_story(story, agreed=True, on=timezone.localdate(), by=None)
    return {"pk": world.left["careers story"].pk}


def _alert(world: World) -> dict[str, Any]:
    """A saved search of the user."""
    if "careers alert" not in world.left:
        world.left["careers alert"] = ask_alert(search={}, rhythm="daily", language="en", user=world.users["user"])
    return {"pk": world.left["careers alert"].pk}


def _token(world: World) -> dict[str, Any]:
    _alert(world)
    return {"token": token_of(world.left["careers alert"])}


def _figure(world: World) -> dict[str, Any]:
    if "careers figure" not in world.left:
        known = {"component": "pay", "year": 2025, "value": Decimal(80), "source": "A survey"}
        world.left["careers figure"] = save_figure(**known, by=None)
    return {"pk": world.left["careers figure"].pk}


JOB = ("job", "edit_job", "submit_job", "publish_job", "return_job", "extend_job", "close_job", "add_requirement")
STORY = ("story", "story_photo", "edit_story", "submit_story", "withdraw_story", "reopen_story", "publish_story", "return_story")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"careers:{name}": _job for name in JOB},
    **{f"careers:{name}": _story for name in STORY},
    **{f"careers:{name}": _organisation for name in ("employer", "my_employer", "new_job")},
    **{f"careers:{name}": _profile for name in ("profile", "agree_profile", "return_profile")},
    **{f"careers:{name}": _token for name in ("confirm_alert", "stop_alert")},
    "careers:remove_requirement": _need,
    "careers:end_alert": _alert,
    "careers:remove_figure": _figure,
}
