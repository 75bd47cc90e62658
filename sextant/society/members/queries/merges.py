"""People who may be one and the same, and the two side by side."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from sextant.society.members.models import LikelyPair, MergeRecord, Person
from sextant.society.members.names import folded_name, russian_form

SIMILAR, LARGEST_BLOCK = 90, 60
Reason = LikelyPair.Reason
COLUMNS = ("pk", "family_name", "given_name", "patronymic", "email", "phone", "born_on", "city")


def _prepared(row: dict[str, Any]) -> dict[str, Any]:
    name = " ".join(filter(None, (row["family_name"], row["given_name"], row["patronymic"])))
    return {
        **row,
        "name": russian_form(name),
        "family": russian_form(row["family_name"]),
        "given": russian_form(row["given_name"]),
        "digits": re.sub(r"\D", "", row["phone"])[-10:],
        "email": (row["email"] or "").lower(),
    }


def likeness_of(one: dict[str, Any], other: dict[str, Any]) -> tuple[str, int] | None:
    """Why two prepared rows may be one person, and how alike their names are (0–100); None when something speaks against it."""
    if one["born_on"] and other["born_on"] and one["born_on"] != other["born_on"]:
        return None
    alike = round(fuzz.token_sort_ratio(one["name"], other["name"]))
    if one["email"] and one["email"] == other["email"]:
        return Reason.EMAIL, max(alike, SIMILAR)
    if len(one["digits"]) == 10 and one["digits"] == other["digits"] and alike >= 70:
        return Reason.PHONE, alike
    if one["born_on"] and one["born_on"] == other["born_on"] and alike >= 80:
        return Reason.BIRTH, alike
    if alike < SIMILAR or (one["city"] and other["city"] and folded_name(one["city"]) != folded_name(other["city"])):
        return None
    patronymics = russian_form(one["patronymic"]), russian_form(other["patronymic"])
    if all(patronymics) and patronymics[0] != patronymics[1] and fuzz.ratio(*patronymics) < 80:
        return None
    return Reason.NAME, alike


def _blocks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Only rows that share an address, a phone, a birthday with an initial, or the beginning of both names are compared."""
    keys: tuple[Callable[[dict[str, Any]], Any], ...] = (
        lambda row: row["email"],
        lambda row: row["digits"] if len(row["digits"]) == 10 else "",
        lambda row: (row["born_on"], row["given"][:1]) if row["born_on"] else "",
        lambda row: (row["family"][:4], row["given"][:3]) if row["family"] and row["given"] else "",
        lambda row: (row["family"][-5:], row["given"]) if row["family"] and row["given"] else "",
    )
    for key_of in keys:
        blocks: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            if key := key_of(row):
                blocks[key].append(row)
        yield from (block for block in blocks.values() if 1 < len(block) <= LARGEST_BLOCK)


def likely_pairs(progress: Callable[[int, int], object] = lambda _done, _of: None) -> list[tuple[int, int, str, int]]:
    """(first, second, reason, likeness) of all pairs that look like one person, the first key being the smaller."""
    rows = [_prepared(row) for row in Person.objects.filter(merged_into=None, erased_at=None).values(*COLUMNS).iterator(chunk_size=5000)]
    found: dict[tuple[int, int], tuple[str, int]] = {}
    for done, block in enumerate(_blocks(rows)):
        if done % 500 == 0:
            progress(done, 0)
        for one, other in combinations(block, 2):
            key = (min(one["pk"], other["pk"]), max(one["pk"], other["pk"]))
            if key not in found and (told := likeness_of(one, other)):
                found[key] = told
    return [(*key, *told) for key, told in sorted(found.items())]


def pairs_to_look_at() -> QuerySet[LikelyPair]:
    return LikelyPair.objects.filter(different=False).select_related("first__region", "second__region")


def side_by_side(first: Person, second: Person, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every field in which the two differ or which either of them has: name, label, both values, and whether they differ."""
    rows = []
    for name in names:
        field = Person._meta.get_field(name)
        shown = f"get_{name}_display"
        values = [getattr(person, shown)() if hasattr(person, shown) else getattr(person, name) for person in (first, second)]
        if any(value not in (None, "", False) for value in values):
            rows.append({"name": name, "label": getattr(field, "verbose_name", name), "values": values, "differ": values[0] != values[1]})
    return rows


def merges_of(person: Person) -> QuerySet[MergeRecord]:
    """Merges in which the person took part, newest first."""
    return MergeRecord.objects.filter(Q(kept=person) | Q(gone=person)).select_related("gone", "kept")
