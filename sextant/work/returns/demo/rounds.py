"""A year half answered for the demo: invented returns in every state, with a question here and there."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from sextant.base.demo.registry import World
from sextant.lab.returns.questionnaires import load as questionnaire
from sextant.work.returns import states
from sextant.work.returns.actions.answers import judge
from sextant.work.returns.actions.rounds import invite_libraries
from sextant.work.returns.models import Collection, Observation, Query, Round, Submission
from sextant.work.returns.queries.questions import before, shipped_text

WAY = ((0.27, states.INVITED), (0.38, states.STARTED), (0.50, states.SENT), (0.56, states.QUERIED), (1.0, states.ACCEPTED))
"""How many are in which state, as a running share."""
SPREAD = 0.6180339887
"""The golden section: its multiples spread evenly, so that every state is there in a small demo too."""
PER_PERSON = ("visits", "loans", "registered_users", "programmes")
STEADY = ("population", "branches", "hours_open", "staff_fte", "stock", "acquisitions", "income", "spending")
CHIEF, POSITION = "Invented Chief (demo)", "Director (demo)"
BATCH = 500


def make_round(world: World, collection: Collection) -> Round:
    """The year after the last one held, asked for two weeks ago."""
    asked = questionnaire("public")
    work = Round.objects.create(
        collection=collection,
        year=world.today.year,
        questionnaire=asked.code,
        questionnaire_version=asked.version,
        questionnaire_text=shipped_text("public"),
        due_on=world.today + timedelta(days=16),
        remind_after=[21, 28],
    )
    invite_libraries(work, collection.libraries.all())
    chance = Random(world.chance.random())
    invited = timezone.make_aware(datetime.combine(world.today - timedelta(days=14), time(9)))
    rows = list(work.submissions.select_related("library").order_by("library__key"))
    previous = before(work, [row.library_id for row in rows])
    said: list[Observation] = []
    for place, row in enumerate(rows):
        row.round, row.invited_at = work, invited
        share = (place + 0.5) * SPREAD % 1
        row.state = next(state for most, state in WAY if share <= most)
        said.extend(_answered(row, previous.of(row), chance, invited))
    Observation.objects.bulk_create(said, batch_size=BATCH)
    Submission.objects.bulk_update(rows, [field.name for field in Submission._meta.concrete_fields if not field.primary_key], batch_size=100)
    Query.objects.bulk_create(_queries(rows), batch_size=BATCH)
    return work


def _answered(row: Submission, earlier: dict[str, Any], chance: Random, invited: datetime) -> list[Observation]:
    """What the library has said so far; nothing of one that has not begun."""
    if row.state == states.INVITED or not earlier:
        row.state = states.INVITED
        return []
    values = _values(earlier, chance)
    if row.state == states.STARTED:
        values = dict(list(values.items())[: chance.randint(3, 10)])
    at = invited + timedelta(hours=chance.randint(3, 300))
    row.answers = {key: {"value": value, "status": "", "origin": "reported"} for key, value in values.items()}
    row.answered, row.started_at = len(values), at
    judge(row, earlier)
    _sent(row, at)
    return [Observation(submission=row, item=key, value=value, at=at) for key, value in values.items()]


def _values(earlier: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Last year's figures a little on, and one in thirty with a nought too many."""
    grown = {key: earlier[key] * chance.gauss(1.02 if key in PER_PERSON else 1.0, 0.03) for key in (*STEADY, *PER_PERSON) if key in earlier}
    values: dict[str, Any] = {key: round(value, 2) if key == "staff_fte" else max(0, round(value)) for key, value in grown.items()}
    values["hours_open"] = max(values.get("hours_open", 0), 60 * (values.get("branches", 0) + 1))
    values["service_points"] = values.get("branches", 0) + 1
    values["has_internet"] = "yes"
    if chance.random() < 0.03 and "loans" in values:
        values["loans"] *= 10
    return values


def _sent(row: Submission, at: datetime) -> None:
    """Sets when it was sent, certified and accepted; what the checks hinder stays with the library."""
    if row.state == states.STARTED or row.lacking or row.hard or row.unanswered:
        row.state = states.STARTED
        return
    row.sent_at = at + timedelta(hours=2)
    if row.state != states.QUERIED:
        row.certified_name, row.certified_position, row.certified_at = CHIEF, POSITION, at + timedelta(hours=3)
    row.open_queries = int(row.state == states.QUERIED)
    if row.state == states.ACCEPTED:
        row.accepted_at = at + timedelta(hours=5)


def _queries(rows: list[Submission]) -> list[Query]:
    words = "Считают ли посещения на входе? (демонстрация) · Are visits counted at the door? (demo)"
    return [Query(submission=row, item="visits", words=words) for row in rows if row.state == states.QUERIED]
