"""Regions (real, by their ISO codes) and towns (invented) of the demo."""

import tomllib
from itertools import product
from pathlib import Path

from sextant.base.demo.registry import World
from sextant.society.members.demo.words import TOWN_FIRST, TOWN_LAST
from sextant.society.members.models import Region

FILE = Path(__file__).resolve().parent.parent / "data" / "regions_ru.toml"
_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "yo",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


def latin(text: str) -> str:
    """A plain transliteration of Russian letters, for the English names of invented places and people."""
    letters = []
    for letter in text:
        small = _LATIN.get(letter.lower(), letter).replace("_", "")
        letters.append(small.capitalize() if letter.isupper() else small)
    return "".join(letters)


def make_regions() -> tuple[list[Region], list[int]]:
    """All regions with their weights; those that are there already are kept."""
    rows = tomllib.loads(FILE.read_text())["region"]
    Region.objects.bulk_create([Region(code=row["code"], name_ru=row["name_ru"], name_en=row["name_en"]) for row in rows], ignore_conflicts=True)
    by_code = {region.code: region for region in Region.objects.filter(code__in=[row["code"] for row in rows])}
    return [by_code[row["code"]] for row in rows], [row["weight"] for row in rows]


def town_names(world: World) -> list[tuple[str, str]]:
    """Invented towns, each in both alphabets, in an order that chance gives."""
    towns = [(first + last).replace("оо", "о") for first, last in product(TOWN_FIRST, TOWN_LAST)]
    world.chance.shuffle(towns)
    return [(town, latin(town)) for town in towns]
