"""What changed between two contents of a plan, part by part."""

from collections.abc import Iterator
from typing import Any

from sextant.work.planning.queries.content import Content

FIELDS = {
    "plan": ("title_ru", "title_en", "about_ru", "about_en", "first_year", "last_year", "currency", "cofunding_minor", "legal_form", "country"),
    "goal": ("title_ru", "title_en", "about_ru", "about_en", "guideline"),
    "initiative": ("title_ru", "title_en", "about_ru", "about_en", "themes", "costs"),
    "indicator": ("title_ru", "title_en", "unit_ru", "unit_en", "measure", "is_good_up", "targets"),
}
Change = dict[str, Any]


def changes_between(old: Content, new: Content) -> list[Change]:
    """Parts that came, went or say something else, each with its kind, its titles and the fields that differ."""
    before, after = dict(_parts(old)), dict(_parts(new))
    found = [_change("added", key, after[key], ()) for key in after if key not in before]
    found += [_change("removed", key, before[key], ()) for key in before if key not in after]
    for key in after:
        if key in before:
            differing = tuple(name for name in FIELDS[key[0]] if before[key].get(name) != after[key].get(name))
            if differing:
                found.append(_change("changed", key, after[key], differing))
    return found


def _parts(content: Content) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    yield ("plan", 0), content
    for goal in content["goals"]:
        yield ("goal", goal["key"]), goal
        for kind in ("initiative", "indicator"):
            for part in goal[f"{kind}s"]:
                yield (kind, part["key"]), part


def _change(what: str, key: tuple[str, int], part: dict[str, Any], fields: tuple[str, ...]) -> Change:
    return {"what": what, "kind": key[0], "title_ru": part["title_ru"], "title_en": part["title_en"], "fields": list(fields)}
