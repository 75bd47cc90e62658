"""From rows of the site to tables of `lab.jury` and back. Needs numpy and scipy: imported by jobs and commands, never by pages."""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from sextant.lab.jury import ranking as lab  # noqa: E402
from sextant.lab.jury.agreement import Agreement  # noqa: E402
from sextant.lab.jury.assigning import assign  # noqa: E402
from sextant.lab.jury.outliers import Outlier  # noqa: E402
from sextant.lab.jury.problems import problem  # noqa: E402
from sextant.lab.jury.sensitivity import with_other_weights, without_each_juror  # noqa: E402
from sextant.lab.jury.tables import Person, Score  # noqa: E402
from sextant.work.calls.actions.assigning import Solved, kept_reviews  # noqa: E402
from sextant.work.calls.models import Call, Entry, Stage  # noqa: E402
from sextant.work.calls.queries.jury import Board  # noqa: E402
from sextant.work.calls.queries.results import Row  # noqa: E402

MOST_JURORS_LEFT_OUT = 60
"""With more jurors the ranking is not reckoned once more without each of them: it would take minutes."""


def solve(stage: Stage, board: Board) -> Solved:
    """Assigns what is still wanted at a stage; what jurors began and what was given by hand is kept and counts.

    The lab is handed numbers of entries and names of jurors, so that its sentences can be read.
    """
    call, kept = stage.call, kept_reviews(board)
    held, given = Counter(one.juror_id for one in kept), Counter(one.entry_id for one in kept)
    numbers, names = board.numbers, _told_apart(board.names)
    entries = [
        Person(numbers[key], {str(topic): 1.0 for topic in board.topics_of_entries.get(key, [])}, max(0, call.per_entry - given[key]))
        for key in board.entries
    ]
    jurors = [
        Person(names[key], {str(topic): float(value) for topic, value in board.knowledge.get(key, {}).items()}, max(0, load - held[key]))
        for key, load in board.jurors.items()
    ]
    barred = [(numbers[e], names[j]) for e, j in sorted(board.barred | board.recused) if e in numbers and j in names]
    pairs = [(numbers[one.entry_id], names[one.juror_id]) for one in kept if one.entry_id in numbers and one.juror_id in names]
    asked = problem(entries, jurors, per_entry=call.per_entry, load=call.load, conflicts=barred, kept=pairs)
    found = assign(asked, fair=call.fair)
    entry_of, juror_of = {name: key for key, name in numbers.items()}, {name: key for key, name in names.items()}
    unfilled = [
        {"entry": one.entry, "missing": one.missing, "constraint": one.constraint, "en": one.why.en, "ru": one.why.ru} for one in found.unfilled
    ]
    reviews = [(entry_of[one.entry], juror_of[one.juror], one.affinity) for one in found.reviews]
    return Solved(reviews, found.objective, found.bound, unfilled)


def _told_apart(names: dict[int, str]) -> dict[int, str]:
    """Names of jurors, with a number behind those that several bear."""
    often = Counter(names.values())
    return {key: f"{name} ({key})" if often[name] > 1 else name for key, name in names.items()}


BY_CATEGORY = (
    "Places are counted within each category; scores are calibrated over the whole jury. What prizes of the whole call hang on is not reckoned.",
    "Места считаются внутри каждой категории; баллы поправлены по всему жюри. От чего зависят призы всего конкурса, не рассчитывается.",
)


def prizes_of(call: Call, categories: dict[int, int]) -> int | dict[str, int]:
    """Prize places: of the call, or by category where entries have categories."""
    if not categories:
        return max(1, sum(prize.count for prize in call.prizes.all()))
    found: Counter[str] = Counter()
    for prize in call.prizes.all():
        if prize.category_id is not None:
            found[str(prize.category_id)] += prize.count
    return dict(found)


def ranked(call: Call, scores: list[Row], weights: dict[int, int], report: Callable[[int, int], None]) -> dict[str, Any]:
    """The ranking of a stage with its intervals, jurors' severity, outliers, agreement and what it hangs on, as plain values."""
    categories = dict(Entry.objects.filter(call=call).exclude(category=None).values_list("pk", "category"))
    prizes, groups = prizes_of(call, categories), {str(entry): str(category) for entry, category in categories.items()}
    rows = [Score(str(entry), str(juror), float(value), str(criterion)) for entry, juror, criterion, value, _weight in scores]
    weighed = {str(key): float(value) for key, value in weights.items()}
    report(1, 3)
    method: lab.Method = "mean" if call.method == Call.Method.MEAN else "calibrated"
    found = lab.rank(rows, method=method, prizes=prizes, weights=weighed, categories=groups)
    report(2, 3)
    changes = list(with_other_weights(rows, found, weights=weighed)) if len(weighed) > 1 else []
    if found.calibrated is not None and len(found.jurors) <= MOST_JURORS_LEFT_OUT:
        changes += without_each_juror(found)
    notes = [[note.en, note.ru] for note in found.notes]
    if categories:
        notes.append(list(BY_CATEGORY))
    return {
        "method": found.method,
        "criteria": {str(one.pk): [one.title_en or one.title_ru, one.title_ru or one.title_en] for one in call.criteria.all()},
        "prizes": prizes,
        "places": [_place(one) for one in found.places],
        "jurors": [{"juror": int(one.juror), "severity": one.severity, "weight": one.weight, "reviews": one.reviews} for one in found.jurors],
        "outliers": [_outlier(one) for one in found.outliers],
        "agreement": _agreement(found.agreement),
        "notes": notes,
        "changes": [
            {
                "what": one.what,
                "factor": one.factor,
                "enter": [int(e) for e in one.enter],
                "leave": [int(e) for e in one.leave],
                "largest_move": one.largest_move,
            }
            for one in changes
        ],
    }


def _place(one: lab.Place) -> dict[str, Any]:
    values = {"rank": one.rank, "score": one.score, "low": one.low, "high": one.high, "mean": one.mean, "reviews": one.reviews}
    return {"entry": int(one.entry), **values, "like_first": one.like_first, "like_last_prize": one.like_last_prize}


def _outlier(one: Outlier) -> dict[str, Any]:
    return {"entry": int(one.entry), "juror": int(one.juror), "score": one.score, "expected": one.expected, "probability": one.probability}


def _agreement(one: Agreement | None) -> dict[str, Any] | None:
    return {"alpha": one.alpha, "low": one.low, "high": one.high, "entries": one.entries} if one is not None else None
