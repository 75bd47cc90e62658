"""Which titles a demand is about: the places of titles by their marks, found once for all demands (needs numpy)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .titles import Title, fits

Marks = tuple[tuple[str, str], ...]
Places = NDArray[np.int64]


class Groups:
    """Places of titles by marks. A title that says nothing of a field is in no group of that field."""

    def __init__(self, titles: Sequence[Title], fields: set[str]) -> None:
        self._places: dict[str, dict[tuple[str, ...], list[int]]] = {name: defaultdict(list) for name in fields}
        for place, title in enumerate(titles):
            for name in fields:
                marks = title.tags.get(name)
                if marks:
                    self._places[name][marks].append(place)
        self._known: dict[Marks, Places] = {}

    def places(self, marks: Marks) -> Places:
        """The titles that have all these marks, in order."""
        if marks not in self._known:
            found: set[int] | None = None
            for name, wanted in marks:
                those = {place for held, places in self._places[name].items() if fits(name, wanted, held) for place in places}
                found = those if found is None else found & those
            self._known[marks] = np.array(sorted(found or ()), dtype=np.int64)
        return self._known[marks]
