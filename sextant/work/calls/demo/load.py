"""The demo's contests: one announced, one being judged, one open; and taking them away."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.search.actions import index
from sextant.society.members.models import Person
from sextant.work.calls.actions.assigning import store_assignment
from sextant.work.calls.actions.blinding import store_prepared
from sextant.work.calls.actions.calls import begin_call, publish_call
from sextant.work.calls.actions.entries import begin_entry, submit_entry
from sextant.work.calls.actions.jury import agree_to_judge, find_conflicts, invite_juror
from sextant.work.calls.actions.parts import save_part
from sextant.work.calls.actions.results import announce, decide, freeze_stage, store_ranking
from sextant.work.calls.actions.reviews import submit_review
from sextant.work.calls.models import Award, Call, Criterion, Entry, Juror, Review, Stage
from sextant.work.calls.queries.jury import board_of
from sextant.work.calls.queries.results import fingerprint_of, latest_ranking, placed, scores_of

FILE = Path(__file__).parent.parent / "data" / "demo_contests.toml"
ZONE = ZoneInfo("Europe/Moscow")
JURORS = 6


def _begun(row: dict[str, Any], book: dict[str, Any], today: Any) -> Call:
    closes = datetime.combine(today + timedelta(days=row["closes_days"]), time(23, 59, 59), ZONE)
    texts = {name: row[name].strip() for name in row if name.endswith(("_ru", "_en"))}
    opens = closes - timedelta(days=45)
    call = begin_call(
        slug=row["slug"], kind=row["kind"], by=None, is_demo=True, opens_at=opens, closes_at=closes, blind=row["blind"], per_entry=3, load=8, **texts
    )
    call = publish_call(_with_parts(call, row, book), by=None, now=opens)
    index(call)
    return call


def _with_parts(call: Call, row: dict[str, Any], book: dict[str, Any]) -> Call:
    save_part(call, "field", None, by=None, kind="text", **book["fields"]["text"])
    for kind in ("criteria", "topics"):
        for part in book[kind]:
            save_part(call, "criterion" if kind == "criteria" else "topic", None, by=None, **part)
    if row["kind"] == "grants":
        grant = {"kind": "project", "title_ru": "Грант на проект", "title_en": "Project grant", "amount_minor": 300_000_00, "count": 3}
        grant |= {"first_percent": 70, "report_days": 240}
        save_part(call, "prize", None, by=None, **grant)
        save_part(call, "field", None, by=None, kind="budget", label_ru="Смета", label_en="Budget", required=False)
    else:
        for ru, en in (("Первая премия", "First prize"), ("Вторая премия", "Second prize"), ("Третья премия", "Third prize")):
            save_part(call, "prize", None, by=None, kind="diploma", title_ru=ru, title_en=en)
    if row["stage"] == "open":
        save_part(call, "condition", None, by=None, kind="age", values={"years": 35})
        save_part(call, "condition", None, by=None, kind="member", values={})
    return call


def _entered(call: Call, people: list[Person], rows: list[dict[str, Any]]) -> list[Entry]:
    """Entries on the last days; every third has no answer yet where the call is open."""
    topics, question, made = list(call.topics.all()), call.fields.get(kind="text"), []
    for place, (person, row) in enumerate(zip(people, rows, strict=False)):
        at = min(call.closes_at - timedelta(hours=3 * place + 1), timezone.now())
        entry = begin_entry(call, person=person, title=row["title"], language="ru", at=at, by=None, is_demo=True)
        values = {"answers": {question.pk: row["text"]}, "topics": [topics[key] for key in row["topics"]]}
        made.append(submit_entry(entry, at=at, by=None, **values))
    return made


def _seated(call: Call, people: list[Person], chance: Random) -> None:
    topics = [topic.pk for topic in call.topics.all()]
    for place, person in enumerate(people):
        juror = invite_juror(call, person=person, now=call.closes_at, by=None, is_chair=place == 0)
        agree_to_judge(juror, load=8, knowledge={topic: chance.choice([0, 1, 2, 3]) for topic in topics}, now=call.closes_at, by=None)


def _judged(call: Call, chance: Random, share: float) -> Stage:
    """Assigned by the lab; jurors who are milder and harsher score their entries."""
    from sextant.work.calls.solving import solve

    stage = call.stages.get()
    find_conflicts(call, now=call.closes_at)
    store_assignment(stage, solve(stage, board_of(stage)), now=call.closes_at, by=None)
    worth = {entry.pk: chance.gauss(6, 1.6) for entry in Entry.objects.filter(call=call).order_by("number")}
    mild = {juror.pk: chance.gauss(0, 1.2) for juror in Juror.objects.filter(call=call).order_by("pk")}
    criteria = list(Criterion.objects.filter(call=call))
    for review in Review.objects.filter(stage=stage).select_related("entry__call").order_by("pk"):
        if chance.random() > share:
            continue
        level = worth[review.entry_id] + mild[review.juror_id]
        scores = {one.pk: max(0, min(10, round(level + chance.gauss(0, 0.8)))) for one in criteria}
        feedback = chance.choice(["Ясно и убедительно.", "Хорошая мысль; покажите цифры за год.", "Расскажите, во что это обошлось.", ""])
        submit_review(review, scores=scores, comment="", feedback=feedback, now=call.closes_at + timedelta(days=9), by=None)
    return stage


def _ranked(call: Call, stage: Stage) -> None:
    from sextant.work.calls.solving import ranked

    scores, weights = scores_of(stage), dict(Criterion.objects.filter(call=call).values_list("pk", "weight"))
    found = ranked(call, scores, weights, lambda done, total: None)
    store_ranking(stage, method=found["method"], result=found, fingerprint=fingerprint_of(scores, call), by=None)


def _announced(call: Call, stage: Stage) -> None:
    rows = placed(stage, latest_ranking(stage))
    for row, prize in zip(rows, call.prizes.all(), strict=False):
        decide(stage, row.entry, goes_on=False, prize=prize, reason="Жюри согласилось с порядком оценок.", by=None)
    freeze_stage(stage, typed=str(min(3, len(rows))), now=call.closes_at + timedelta(days=15), by=None)
    call.refresh_from_db()
    announced = call.closes_at + timedelta(days=20)
    announce(call, on=announced.date(), now=announced, by=None)


def load(world: World) -> None:
    """A contest of last year with its winners, grants being judged, and a contest that is open; people shared out among them."""
    from sextant.work.calls.blinding import prepared

    book = tomllib.loads(FILE.read_text(encoding="utf-8"))
    people, chance = list(world.left["people"]), Random(world.chance.random())
    chance.shuffle(people)
    share = min(60, len(people) // len(book["calls"]))
    for place, row in enumerate(book["calls"]):
        call = _begun(row, book, world.today)
        group = people[share * place : share * (place + 1)]
        if row["stage"] == "open":
            _seated(call, group[-JURORS:], chance)
            continue
        if share <= JURORS:
            continue
        for entry in _entered(call, group[:-JURORS], book["entries"]):
            store_prepared(entry, prepared(entry), receipt=entry.receipt)
        _seated(call, group[-JURORS:], chance)
        stage = _judged(call, chance, 1.0 if row["stage"] == "announced" else 0.7)
        _ranked(call, stage)
        if row["stage"] == "announced":
            _announced(call, stage)


def remove() -> int:
    """Takes every contest of the demo away, and invented people out of real ones."""
    demo = Call.objects.filter(is_demo=True)
    gone = Award.objects.filter(entry__call__in=demo).delete()[0]
    for entry in Entry.objects.filter(call__in=demo).prefetch_related("files"):
        for file in entry.files.all():
            file.file.delete(save=False)
            file.blind_file.delete(save=False)
    gone += Review.objects.filter(entry__call__in=demo).delete()[0]
    gone += Entry.objects.filter(call__in=demo).delete()[0]
    return gone + demo.delete()[0]


def register() -> None:
    registry.register("calls", 64, load, remove)
