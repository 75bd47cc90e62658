"""Whether a family name tells a person by itself, or may be an ordinary word (Белый, Книга, Московский)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.toml")
ENDINGS = re.compile(
    r".{2,}(?:[оеи]в|[оеи]ва|[иы]н|[иы]на|[сц]кий|[сц]кая|енко|[чнсл]юк|[чщ]ук|[яа]нц|янян|[бвгдзклмнпрстхцч]ян|дзе|швили|[иы]х|ович|евич|аго|ово)"
)
LATIN_ENDINGS = re.compile(r".{2,}(?:[oe]v|[oe]va|in|ina|sk[iy]+|skaya|enko|chuk|yan|son|sen|berg|stein|man|dze|shvili|ovich|evich)")
SHORTEST = 5


def tells(family: str) -> bool:
    """Whether a folded family name has an ending that only family names have, and is no ordinary word known to have it."""
    if len(family) < SHORTEST or family in _ordinary():
        return False
    return bool(ENDINGS.fullmatch(family) or LATIN_ENDINGS.fullmatch(family))


@cache
def _ordinary() -> frozenset[str]:
    with FILE.open("rb") as handle:
        return frozenset(" ".join(tomllib.load(handle)["ordinary"]).split())
