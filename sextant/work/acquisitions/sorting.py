"""What the cells of a profile are called: groups of readers, classes, topics."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

BANDS: Final = ("0-2", "3-6", "7-10", "11-14", "15-17")
"""Ages of children in years, both ends included, as the lab groups readers."""
CHILDREN, ADULTS, UNKNOWN = "children", "adults", "unknown"
READERS: dict[str, str | Promise] = {
    "0-2": _("0–2 years"),
    "3-6": _("3–6 years"),
    "7-10": _("7–10 years"),
    "11-14": _("11–14 years"),
    "15-17": _("15–17 years"),
    CHILDREN: _("children of any age"),
    ADULTS: pgettext_lazy("readers", "adults"),
    UNKNOWN: _("age not told"),
}


def band_of(code: str) -> tuple[int, int] | None:
    """`7-10` as numbers; None for what is no band."""
    return (int(code.partition("-")[0]), int(code.partition("-")[2])) if code in BANDS else None


SCHEMES = {"udc": "УДК", "bbk": "ББК", "ddc": "DDC", "lcc": "LCC"}
UDC: dict[str, str | Promise] = {
    "0": _("General works"),
    "1": _("Philosophy and psychology"),
    "2": _("Religion"),
    "3": _("Society"),
    "5": _("Nature and mathematics"),
    "6": _("Technology and medicine"),
    "7": _("Arts, sport and games"),
    "8": _("Language and literature"),
    "9": _("Geography and history"),
}
DDC = {**UDC, "4": _("Languages"), "8": _("Literature")}
BBK: dict[str, str | Promise] = {
    "2": _("Nature and mathematics"),
    "20": _("Nature as a whole"),
    "22": _("Mathematics and physics"),
    "26": _("Earth"),
    "28": _("Living nature"),
    "3": _("Technology"),
    "4": _("Agriculture"),
    "5": _("Medicine and health"),
    "60": _("Society"),
    "63": _("History"),
    "74": _("Education"),
    "75": _("Sport"),
    "80": _("Language and literature"),
    "81": _("Languages"),
    "82": _("Folklore"),
    "83": _("Literary studies"),
    "84": _("Fiction and poetry"),
    "85": _("Arts"),
    "86": _("Religion"),
    "87": _("Philosophy"),
    "88": _("Psychology"),
    "92": _("General works"),
}
WORDS = {"udc": UDC, "ddc": DDC, "bbk": BBK}


def section_name(code: str) -> str | Promise:
    """What a main class is called: its notation, and its words where they are known."""
    if code in ("", UNKNOWN):
        return _("class not told")
    scheme, _space, main = code.partition(" ")
    known = WORDS.get(scheme, {})
    words = known.get(main) or known.get(main[:1])
    notation = f"{SCHEMES.get(scheme, scheme)} {main}"
    return f"{notation} {words}" if words else notation


TOPICS = Path(__file__).with_name("topics.toml")


@dataclass(frozen=True)
class TopicName:
    """A topic of the house's list by its id, with its names."""

    id: str
    title_ru: str
    title_en: str


@cache
def topic_names() -> dict[str, TopicName]:
    """The topics of the list that profiles are made with."""
    rows = tomllib.loads(TOPICS.read_text(encoding="utf-8"))["topic"]
    return {row["id"]: TopicName(row["id"], row["title_ru"], row["title_en"]) for row in rows}


def topic_name(code: str) -> str:
    """What a topic is called in the reader's language."""
    found = topic_names().get(code)
    if found is None:
        return code
    return found.title_en if (get_language() or "ru").startswith("en") else found.title_ru


def codes_in(kept: str) -> list[str]:
    """Codes that are kept between semicolons, such as `;animals;space;`."""
    return [one for one in kept.split(";") if one]
