"""What to put into the addresses of pages of annual returns that are collected."""

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile

from sextant.base.permissions.models import Grant
from sextant.society.members.models import Organisation
from sextant.work.returns import states
from sextant.work.returns.actions.moves import ask_library
from sextant.work.returns.actions.sheets import start_sheet
from sextant.work.returns.models import Library, Round, Submission
from sextant.work.returns.queries.questionnaires import change_under_way
from sextant.work.returns.tests.questionnaires import a_change, brought, proposed
from sextant.work.returns.tests.rounds import CLEAN, collection_with, filled, opened, region, sent, submission_of
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _round(world: World) -> Round:
    """A round of two libraries; the first is the organisation that “representative” acts for."""
    if "round" not in world.left:
        held = collection_with(2, "roles-rounds", region("RU-XRR"))
        Library.objects.filter(collection=held, key="T001").update(organisation=world.organisation)
        Organisation.objects.filter(pk=world.organisation.pk, region=None).update(region=region("RU-XRR"))
        world.left["round"] = opened(collection=held)
        filled(world.left["round"], "T001")
    return world.left["round"]


def _submission(world: World) -> Submission:
    return submission_of(_round(world))


def _query(world: World) -> dict[str, Any]:
    if "query" not in world.left:
        sent(_round(world), "T002", **CLEAN)
        world.left["query"] = ask_library(submission_of(_round(world), "T002"), words="How was it counted?", by=None)
    return {"pk": world.left["query"].pk}


def _sheet(world: World) -> dict[str, Any]:
    if "sheet" not in world.left:
        file = ContentFile(b"key,visits\nT001,5\n", name="returns.csv")
        world.left["sheet"] = start_sheet(work=_round(world), file=file, submission=_submission(world), by=None)
    return {"pk": world.left["sheet"].pk}


def _officer(world: World) -> dict[str, Any]:
    place = region("RU-XRR")
    fields = {"user": world.users["user"], "role": states.REGION_OFFICER, "scope_kind": states.REGION, "scope_id": str(place.pk)}
    found = Grant.objects.filter(**fields).first() or Grant.objects.create(**fields, since="2020-01-01", until="2020-12-31")
    return {"pk": found.pk}


def _proposal(world: World) -> dict[str, Any]:
    if "questionnaire_proposal" not in world.left:
        _change(world)
        world.left["questionnaire_proposal"] = proposed(by=world.users["member"], questionnaire="children")
    return {"pk": world.left["questionnaire_proposal"].pk}


def _change(world: World) -> dict[str, Any]:
    """A change of the other questionnaire: the rounds of the world ask the public one."""
    if "questionnaire_change" not in world.left:
        world.left["questionnaire_change"] = change_under_way("children") or a_change(2031, "children")
    return {"pk": world.left["questionnaire_change"].pk}


def _version(world: World) -> dict[str, Any]:
    if "questionnaire_version" not in world.left:
        world.left["questionnaire_version"] = brought(version="2031.1", year=2031)
    return {"code": "public", "version": "2031.1"}


ROUND_PAGES = ("round", "invite_new", "publish_round", "returns", "template", "bring_sheet")
SUBMISSION_PAGES = ("submission", "checks", "own_template", "bring_own_sheet", "send_return", "certify_return", "accept_return", "ask_library")
SAMPLES: dict[str, Sample] = {
    **{f"returns:{name}": lambda world: {"pk": _round(world).pk} for name in ROUND_PAGES},
    **{f"returns:{name}": lambda world: {"pk": _submission(world).pk} for name in SUBMISSION_PAGES},
    **{f"returns:{name}": _sheet for name in ("sheet", "cancel_sheet", "sheet_file")},
    **{f"returns:{name}": lambda world: {"pk": _submission(world).pk, "key": "visits"} for name in ("cell_history", "edit_cell")},
    "returns:move_returns": lambda world: {"pk": _round(world).pk, "verb": "accept"},
    "returns:answer_flag": lambda world: {"pk": _submission(world).pk, "rule": "copied"},
    "returns:section": lambda world: {"pk": _submission(world).pk, "section": "users"},
    "returns:answer_query": _query,
    **{f"returns:{name}": _proposal for name in ("proposal", "withdraw_proposal", "take_up", "turn_down")},
    **{f"returns:{name}": _change for name in ("change", "give_up_change")},
    **{f"returns:{name}": _version for name in ("questionnaire_version", "questionnaire_compared", "questionnaire_file")},
    **{f"returns:{name}": lambda world: {"code": "children"} for name in ("questionnaire", "open_change")},
    "returns:propose_change": lambda world: {"code": "public", "kind": "add"},
    "returns:end_officer": _officer,
}
