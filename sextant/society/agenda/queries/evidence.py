"""Evidence as one reader sees it: links to objects that are not open to the reader are not shown at all."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sextant.society.agenda import evidence as kinds
from sextant.society.agenda.models import Evidence
from sextant.society.agenda.rules import may_remove_evidence


@dataclass(frozen=True)
class Support:
    """One piece of evidence with where it leads, and whether this reader may take it away."""

    evidence: Evidence
    url: str
    removable: bool


def evidence_of(about_kind: str, about_id: int, user: Any) -> list[Support]:
    """Evidence about one thing, the latest first; one query, and one more for each kind of object."""
    rows = list(Evidence.objects.filter(about_kind=about_kind, about_id=about_id))
    keys: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.object_kind:
            keys[row.object_kind].add(row.object_id)
    things = {label: kinds.found(user, label, wanted) for label, wanted in keys.items()}
    shown = []
    for row in rows:
        thing = things.get(row.object_kind, {}).get(row.object_id) if row.object_kind else None
        if row.object_kind and thing is None:
            continue
        shown.append(Support(row, row.url or (thing.url if thing else ""), may_remove_evidence(user, row)))
    return shown
