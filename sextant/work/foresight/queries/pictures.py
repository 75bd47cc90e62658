"""What was read out of a group's answers, as a page shows it: groups of five and more, statements in words, the map."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sextant.base.measures.registry import SMALL_CELL
from sextant.base.ui.svg import Pen, document
from sextant.work.foresight import states
from sextant.work.foresight.models import Group, Reading, Statement
from sextant.work.foresight.queries.opinions import latest_reading

LETTERS = "ABCDEFGH"
SHAPES = ("circle", "square", "triangle", "diamond")
SHOWN = 5
WIDTH, HEIGHT, EDGE = 640.0, 420.0, 28.0


@dataclass(frozen=True)
class Told:
    """A statement with the share that agrees, of all or of each group shown."""

    statement: Statement
    agree: float
    by_group: list[tuple[str, float]]


@dataclass(frozen=True)
class Seen:
    """Everything that may be shown of a group's answers."""

    made_at: Any
    people: int
    sizes: list[tuple[str, int]]
    unites: list[Told]
    divides: list[Told]
    ranked: list[tuple[int, Statement]]
    drawing: SafeString | None
    is_split: bool


def seen_in(group: Group) -> Seen | None:
    """The latest readings in words; None before the first one, or while fewer than five people have answered."""
    reading, ranking = latest_reading(group, states.GROUPS), latest_reading(group, states.RANKING)
    if reading is None or reading.result.get("people", 0) < SMALL_CELL:
        return None
    result = reading.result
    known = Statement.objects.filter(group=group, state=states.ACCEPTED).in_bulk()
    shown = [(LETTERS[place], one) for place, one in enumerate(result["groups"]) if one["size"] >= SMALL_CELL]
    return Seen(
        reading.made_at,
        result["people"],
        [(letter, one["size"]) for letter, one in shown],
        _told(result["unites"], known, [letter for letter, _one in shown]),
        _told(result["divides"], known, [letter for letter, _one in shown]) if len(shown) > 1 else [],
        _ranked(ranking, known),
        _map(shown) if len(shown) > 1 else None,
        len(shown) > 1,
    )


def _told(rows: list[dict[str, Any]], known: dict[int, Statement], letters: list[str]) -> list[Told]:
    found = []
    for row in rows:
        statement = known.get(row["statement"])
        if statement is None or row["seen"] < SMALL_CELL:
            continue
        by_group = [
            (LETTERS[one["group"]], one["agree"]) for one in row["by_group"] if LETTERS[one["group"]] in letters and one["seen"] >= SMALL_CELL
        ]
        found.append(Told(statement, row["agree"], by_group))
    return found[:SHOWN]


def _ranked(ranking: Reading | None, known: dict[int, Statement]) -> list[tuple[int, Statement]]:
    """What matters most, once five people have compared."""
    if ranking is None or ranking.result.get("people", 0) < SMALL_CELL:
        return []
    rows = [known[row["statement"]] for row in ranking.result["order"] if row["statement"] in known]
    return list(enumerate(rows[: 2 * SHOWN], 1))


def _map(groups: list[tuple[str, dict[str, Any]]]) -> SafeString:
    """Each participant of a group that is shown, as a mark whose shape and colour tell the group; nobody is named."""
    points = [point for _letter, one in groups for point in one["points"]]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    pen = Pen(standalone=False)

    def placed(point: list[float]) -> tuple[float, float]:
        wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
        return EDGE + (point[0] - min(xs)) / wide * (WIDTH - 2 * EDGE), EDGE + (max(ys) - point[1]) / high * (HEIGHT - 2 * EDGE)

    for place, (letter, one) in enumerate(groups):
        for point in one["points"]:
            _mark(pen, place, *placed(point))
        middle = placed([sum(point[axis] for point in one["points"]) / len(one["points"]) for axis in (0, 1)])
        pen.put("circle", "opinions__plate", cx=middle[0], cy=middle[1], r=15)
        pen.text(letter, middle[0], middle[1] + 6, anchor="middle", classes="chart__text chart__text--strong")
    names = "; ".join(_("group %(letter)s: %(count)s") % {"letter": letter, "count": one["size"]} for letter, one in groups)
    title = _("Map of opinion groups")
    drawn = document(pen.parts, title=title, description=names, width=WIDTH, height=HEIGHT, standalone=False, linked=False)
    return mark_safe(drawn)  # noqa: S308 (made of numbers and escaped words)


def _mark(pen: Pen, place: int, x: float, y: float) -> None:
    """Four shapes, so that colour is not the only sign."""
    classes = f"chart__dot chart__dot--{place % 4 + 1}"
    shape = SHAPES[place % 4]
    if shape == "circle":
        pen.put("circle", classes, cx=x, cy=y, r=6)
    elif shape == "square":
        pen.put("rect", classes, x=x - 5.5, y=y - 5.5, width=11, height=11)
    elif shape == "triangle":
        pen.put("polygon", classes, points=f"{x:.1f},{y - 7:.1f} {x + 7:.1f},{y + 6:.1f} {x - 7:.1f},{y + 6:.1f}")
    else:
        pen.put("polygon", classes, points=f"{x:.1f},{y - 7.5:.1f} {x + 7.5:.1f},{y:.1f} {x:.1f},{y + 7.5:.1f} {x - 7.5:.1f},{y:.1f}")
