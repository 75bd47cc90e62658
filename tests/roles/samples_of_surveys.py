"""What to put into the addresses of pages of surveys."""

from collections.abc import Callable
from typing import Any

from sextant.base.jobs.states import DONE
from sextant.society.surveys import states
from sextant.society.surveys.actions.answering import begin
from sextant.society.surveys.actions.findings import publish
from sextant.society.surveys.links import invitation_token
from sextant.society.surveys.models import Invitation, Survey, Weighting
from sextant.society.surveys.tests.factories import closed, draft, opened
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]


def _draft(world: World) -> Survey:
    if "surveys draft" not in world.left:
        world.left["surveys draft"] = draft("roles-draft")
    return world.left["surveys draft"]


def _invited(world: World) -> Survey:
    """A survey that is open for invited addresses."""
    if "surveys invited" not in world.left:
        survey = opened("roles-invited", audience=states.INVITED)
        Invitation.objects.create(survey=survey, email="invited@roles.example")
        world.left["surveys invited"] = survey
    return world.left["surveys invited"]


def _open(world: World) -> Survey:
    if "surveys open" not in world.left:
        world.left["surveys open"] = opened("roles-open")
    return world.left["surveys open"]


def _closed(world: World) -> Survey:
    if "surveys closed" not in world.left:
        world.left["surveys closed"] = closed("roles-closed")
    return world.left["surveys closed"]


def _published(world: World) -> Survey:
    if "surveys published" not in world.left:
        survey = closed("roles-published")
        publish(survey, note="", by=None)
        world.left["surveys published"] = survey
    return world.left["surveys published"]


def _key(world: World) -> str:
    if "surveys key" not in world.left:
        world.left["surveys key"] = begin(_open(world), language="en")
    return world.left["surveys key"]


def _weighting(world: World) -> dict[str, Any]:
    if "surveys weighting" not in world.left:
        report = {"converged": True, "margins": [], "rows": 20, "design_effect": 1.04, "effective_n": 19.2, "trimmed": 0}
        world.left["surveys weighting"] = Weighting.objects.create(survey=_closed(world), targets={}, outcome=DONE, report=report)
    return {"pk": world.left["surveys weighting"].pk}


def _text(world: World) -> dict[str, Any]:
    survey = _closed(world)
    response = next(one for one in survey.responses.all() if "why" in one.answers)
    return {"code": survey.code, "pk": response.pk, "question": "why"}


def _of(which: Callable[[World], Survey], **more: Any) -> Sample:
    return lambda world: {"code": which(world).code, **more}


SAMPLES: dict[str, Sample] = {
    "surveys:survey": _of(_open),
    "surveys:begin": _of(_open),
    "surveys:answer": lambda world: {"key": _key(world)},
    "surveys:sync": lambda world: {"key": _key(world)},
    "surveys:invited": lambda world: {"token": invitation_token(_invited(world).invitations.get())},
    "surveys:weighting": _weighting,
    **{f"api:{name}": _of(_published) for name in ("survey_questions", "survey_results")},
    "api:survey_crossings": _of(_published, by="goes"),
    "surveys:results": _of(_published),
    "surveys:release": _of(_published),
    "surveys:codebook": _of(_published),
    "surveys:questions_text": _of(_published),
    "surveys:code_answer": _text,
    **{f"surveys:{name}": _of(_draft) for name in ("settings", "add_question", "edit_text", "edit_words", "open", "discard")},
    **{f"surveys:{name}": _of(_draft, question="liked") for name in ("edit_question", "move_question", "remove_question")},
    **{f"surveys:{name}": _of(_invited) for name in ("invitations", "remind", "close")},
    **{f"surveys:{name}": _of(_closed) for name in ("manage", "questions", "preview", "publish", "answers", "answers_file", "weights", "texts")},
}
