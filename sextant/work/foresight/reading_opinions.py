"""Between the site's rows and the lab: answers in, a result without any participant out. Needs numpy; imported by jobs only."""

from collections import Counter, defaultdict
from typing import Any

from sextant.lab.opinions.groups import Groups, find_groups
from sextant.lab.opinions.pairwise import CANNOT_DECIDE, Choice, ranked
from sextant.lab.opinions.votes import Votes
from sextant.work.foresight.queries.opinions import Triple

TOLD = 12
"""Statements that are kept of those that unite and divide; a page shows fewer."""


def read_groups(rows: list[Triple]) -> dict[str, Any]:
    """Opinion groups: sizes and places on the map (in an order that tells nothing), and the statements that unite and divide, with shares."""
    found = find_groups(Votes.of((str(participant), str(statement), value) for participant, statement, value in rows))
    return {
        "people": len(found.participants),
        "groups": _groups(found),
        "unites": [_told(one.statement, one.groups) for one in found.unites[:TOLD]],
        "divides": [_told(one.statement, one.groups) for one in found.divides[:TOLD]],
        "spread": list(found.spread),
        "left_out": len(found.left_out),
    }


def _groups(found: Groups) -> list[dict[str, Any]]:
    points: dict[int, list[list[float]]] = defaultdict(list)
    sizes = Counter(one.group for one in found.participants)
    for one in found.participants:
        if one.group is not None and one.x is not None and one.y is not None:
            points[one.group].append([round(one.x, 3), round(one.y, 3)])
    return [{"size": sizes[number], "points": sorted(points[number])} for number in range(1, found.k + 1)]


def _told(statement: str, counts: Any) -> dict[str, Any]:
    """Shares of agreement over all and in each group; the group is its place in `groups`."""
    seen, agree = sum(one.seen for one in counts), sum(one.agree for one in counts)
    by_group = [{"group": one.group - 1, "seen": one.seen, "agree": one.agree / one.seen if one.seen else 0.0} for one in counts]
    return {"statement": int(statement), "seen": seen, "agree": agree / seen if seen else 0.0, "by_group": by_group}


def read_ranking(rows: list[tuple[int, int, int, int]]) -> dict[str, Any]:
    """Statements in the order in which they matter to the group (Bradley–Terry with ties, see the lab)."""
    choices = [Choice(str(first), str(second), _chosen(first, second, value)) for _participant, first, second, value in rows]
    found = ranked(choices)
    order = [{"statement": int(one.name), "score": round(one.score, 3), "rank": one.rank} for one in found.items]
    return {"people": len({row[0] for row in rows}), "choices": len(rows), "order": order}


def _chosen(first: int, second: int, value: int) -> str:
    return {1: str(first), -1: str(second)}.get(value, CANNOT_DECIDE)
