"""What goes wrong when two years are joined on a region's local id alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .records import Record


@dataclass(frozen=True, slots=True)
class MisKeyed:
    """`shared`: rows of the later year whose local id another row has too; `wrong`: rows that a join on the local id alone gives to
    another library (the last row of a local id wins); `renamed`: libraries whose local id changed; `shared_in_region`: rows whose
    region and local id another row has."""

    rows: int
    shared: int
    wrong: int
    renamed: int
    shared_in_region: int


def mis_keyed(earlier: Sequence[Record], later: Sequence[Record]) -> MisKeyed:
    """Count the rows that a join on the local id alone would give to another library, with the survey's keys as the truth."""
    last = {one.local_id: one.key for one in earlier if one.local_id}
    before = {one.key: one.local_id for one in earlier}
    held = [one for one in later if one.local_id]
    alone = Counter(one.local_id for one in held)
    within = Counter((one.region, one.local_id) for one in held)
    return MisKeyed(
        rows=len(later),
        shared=sum(count for count in alone.values() if count > 1),
        wrong=sum(last.get(one.local_id, one.key) != one.key for one in held),
        renamed=sum(before.get(one.key, one.local_id) != one.local_id for one in held),
        shared_in_region=sum(count for count in within.values() if count > 1),
    )
