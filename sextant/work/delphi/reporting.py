"""The report of a round: the lab's statistics of all rounds so far, as they are frozen. Imports numpy and scipy, so only jobs import it."""

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from sextant.lab.opinions import delphi, rounds
from sextant.work.delphi.models import Answer, Item, Round, Study
from sextant.work.delphi.queries.audit import numbers_of


def _given(study: Study, upto: int) -> list[tuple[int, int, str, Any, float, str]]:
    """Round, item, number of the member of the panel, value, expertise, argument. In real time the first answers stand for round 1, the last for 2."""
    numbers = {key: str(number) for key, number in numbers_of(study).items()}
    rows = Answer.objects.filter(panelist__study=study, round__number__lte=upto).select_related("round").order_by("pk")
    if not study.in_real_time:
        chosen = [(one.round.number, one) for one in rows if one.is_current]
    else:
        chosen = [(1, one) for one in rows if one.revision == 1] + [(2, one) for one in rows if one.is_current]
    return [(number, one.item_id, numbers[one.panelist_id], one.value, float(one.expertise or 1), one.argument) for number, one in chosen]


def _parts(item: Item, value: Any) -> list[tuple[str, float]]:
    """What of an answer is a number: the number itself, points by option, places by option; nothing of an open one."""
    if item.kind == Item.Kind.NUMBER:
        return [(str(item.pk), float(value))]
    if item.kind == Item.Kind.ALLOCATION:
        return [(f"{item.pk}:{key}", float(points)) for key, points in value.items()]
    if item.kind == Item.Kind.ORDER:
        return [(f"{item.pk}:{key}", float(place)) for place, key in enumerate(value, 1)]
    return []


def report_of(one: Round) -> dict[str, Any]:
    """Summaries, agreement on orders, rest between the last two rounds, drop-out, dissent with its reasons, and whether another round is worth asking."""
    study = one.study
    items = {item.pk: item for item in study.items.all()}
    given = _given(study, one.number)
    last = max((number for number, *_rest in given), default=0)
    told: dict[str, Any] = {"round": one.number, "answers": sum(number == last for number, *_rest in given), "items": {}}
    answers = [
        (items[item].band, delphi.Answer(who, number, part, value, weight))
        for number, item, who, raw, weight, _text in given
        for part, value in _parts(items[item], raw)
    ]
    if not answers:
        return {**told, "between": None, "advice": "first"}
    reasons = {(item, who): text for number, item, who, _value, _weight, text in given if number == last}
    for item in items.values():
        told["items"][str(item.pk)] = _item(item, [row for band, row in answers if row.item.split(":")[0] == str(item.pk)], last, study, reasons)
    found = rounds.report([row for _band, row in answers], consensus=study.consensus / 100, rule=study.stopping)  # type: ignore[arg-type]
    told["between"] = asdict(found.between[-1]) if found.between else None
    told["advice"] = "first" if not found.between else "stop" if rounds.at_rest(found.between) else "go_on"
    return told


def _item(item: Item, rows: list[delphi.Answer], last: int, study: Study, reasons: dict[tuple[int, str], str]) -> dict[str, Any]:
    now = [row for row in rows if row.round == last]
    by_part: dict[str, list[delphi.Answer]] = defaultdict(list)
    for row in now:
        by_part[row.item].append(row)
    summaries = {part: delphi.summary(each, band=float(item.band), consensus=study.consensus / 100) for part, each in sorted(by_part.items())}
    found: dict[str, Any] = {"people": len({row.participant for row in now}), "parts": {}}
    for part, one in summaries.items():
        words = asdict(one)
        dissent = words.pop("dissent")
        found["parts"][part] = {**words, "iqr": one.iqr}
        if item.is_number:
            found["dissent"] = [{**each, "argument": reasons.get((item.pk, each["participant"]), "")} for each in dissent]
    if item.kind == Item.Kind.ORDER and now:
        found["concordance"] = _concordance(now)
    return found


def _concordance(rows: list[delphi.Answer]) -> dict[str, Any] | None:
    """Kendall's W of the places that members of the panel gave to the options."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        table[row.participant][row.item] = row.value
    parts = sorted({row.item for row in rows})
    found = delphi.concordance([[places.get(part) for part in parts] for _who, places in sorted(table.items())])
    return asdict(found) if found else None
