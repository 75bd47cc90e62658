"""What a format allows, out of the files in `schemas/`, compiled once into tables that are quick to ask."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from .records import Format, Kind

FOLDER = Path(__file__).with_name("schemas")
NAMES: dict[tuple[str, str], str] = {
    ("marc21", "bibliographic"): "marc21-bibliographic",
    ("marc21", "authority"): "marc21-authority",
    ("marc21", "holdings"): "marc21-holdings",
    ("unimarc", "bibliographic"): "unimarc",
    ("rusmarc", "bibliographic"): "rusmarc",
}
Fault = tuple[str, tuple[tuple[str, object], ...]]
"""A rule that is broken, and words for its sentence."""
MOST_SHAPES = 50_000


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field: what its indicators and subfields may be. None for indicators or subfields: anything. `old`: obsolete indicators."""

    name: str
    repeats: bool
    first: frozenset[str] | None
    second: frozenset[str] | None
    old: tuple[frozenset[str], frozenset[str]]
    codes: frozenset[str] | None
    once: frozenset[str]


@dataclass(slots=True)
class Schema:
    """A format for one kind of record. `shapes` remembers the faults of every pattern of tag, indicators and codes of subfields met so far."""

    name: str
    title: str
    control: dict[str, FieldRule]
    fields: dict[str, FieldRule]
    single: frozenset[str]
    required: frozenset[str]
    wanted: frozenset[str]
    linked: str
    local: re.Pattern[str]
    unjudged: frozenset[str]
    extensions: frozenset[str]
    obsolete: dict[str, str]
    completeness: dict[str, frozenset[str]]
    shapes: dict[tuple[str, bytes, bytes], tuple[Fault, ...]] = field(default_factory=dict)

    def faults(self, tag: str, marks: bytes, codes: bytes) -> tuple[Fault, ...]:
        """What is wrong with a field of that tag, with these indicators and codes of subfields in their order."""
        found = tuple(self._faults(tag, marks.decode("latin-1"), codes.decode("latin-1")))
        if len(self.shapes) >= MOST_SHAPES:
            self.shapes.clear()
        self.shapes[tag, marks, codes] = found
        return found

    def _faults(self, tag: str, marks: str, codes: str) -> list[Fault]:
        rule = self.fields.get(tag)
        if rule is None:
            return self._unknown(tag)
        if len(marks) != 2:
            return [("indicators_wrong", (("found", marks),))]
        found: list[Fault] = []
        for which, sign, allowed in ((0, marks[0], rule.first), (1, marks[1], rule.second)):
            if allowed is not None and sign not in allowed:
                name = "indicator_obsolete" if sign in rule.old[which] else "indicator_unknown"
                found.append((name, (("which", which + 1), ("value", sign), ("allowed", _listed(allowed)))))
        if not codes:
            found.append(("subfields_none", ()))
        known = codes if rule.codes is None else [code for code in codes if code in rule.codes or code in self.unjudged]
        if len(known) < len(codes):
            wrong = dict.fromkeys(code for code in codes if rule.codes is not None and code not in rule.codes and code not in self.unjudged)
            found += [("subfield_unknown", (("code", code),)) for code in wrong]
        found += [("subfield_repeated", (("code", code),)) for code in dict.fromkeys(codes) if code in rule.once and codes.count(code) > 1]
        return found

    def _unknown(self, tag: str) -> list[Fault]:
        if tag in self.control:
            return [("control_with_subfields", ())]
        if tag in self.obsolete:
            now = re.findall(r"\d{3}(?!\d)", self.obsolete[tag].partition("; now")[2])
            return [("field_moved", (("now", ", ".join(now)),))] if now else [("field_obsolete", ())]
        return [] if tag in self.extensions or self.local.fullmatch(tag) else [("field_unknown", ())]


def schema_of(form: Format, kind: Kind) -> Schema | None:
    """The schema of a format for that kind of record, or None where there is none (authorities of UNIMARC)."""
    name = NAMES.get((form, kind))
    return load(name) if name else None


@cache
def load(name: str) -> Schema:
    """The schema in the file of that name."""
    data = read(name)
    base = read(data["extends"]) if "extends" in data else {}
    fields = {tag: _rule(row) for tag, row in {**base.get("fields", {}), **data["fields"]}.items()}
    whole: dict[str, Any] = {**base, **data}
    control = {tag: _rule([*row, "*", "*", "*"]) for tag, row in whole["control"].items()}
    return Schema(
        name=name,
        title=whole["title"],
        control=control,
        fields=fields,
        single=frozenset(tag for tag, rule in {**control, **fields}.items() if not rule.repeats),
        required=frozenset(whole["required"]),
        wanted=frozenset(whole["wanted"]),
        linked=whole["linked"],
        local=re.compile(whole["local"]),
        unjudged=frozenset(whole["unjudged"].split()),
        extensions=frozenset(whole["extensions"]),
        obsolete=whole["obsolete"],
        completeness={part: frozenset(tags) for part, tags in whole["completeness"].items()},
    )


@cache
def read(name: str) -> dict[str, Any]:
    """A file of `schemas/` as it stands."""
    with (FOLDER / f"{name}.toml").open("rb") as handle:
        return tomllib.load(handle)


def _rule(row: list[str]) -> FieldRule:
    name, repeats, *marks, inner = row
    (first, old_first), (second, old_second) = map(_signs, marks)
    codes = inner.split() if inner != "*" else []
    return FieldRule(
        name,
        repeats == "R",
        first,
        second,
        (old_first or frozenset(), old_second or frozenset()),
        frozenset(code[0] for code in codes) if inner != "*" else None,
        frozenset(code for code in codes if len(code) == 1),
    )


def _signs(written: str) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """`#0-48/9` is a blank, 0 to 4 and 8, and the obsolete 9; `*` is anything."""
    if written == "*":
        return None, None
    spread = re.sub(r"(\w)-(\w)", lambda found: "".join(map(chr, range(ord(found[1]), ord(found[2]) + 1))), written)
    now, _, old = spread.replace("#", " ").partition("/")
    return frozenset(now), frozenset(old)


def _listed(signs: frozenset[str]) -> str:
    """Signs in order, `#` for a blank, three and more in a row as `0–8`."""
    runs: list[list[str]] = []
    for sign in sorted(signs):
        if runs and ord(sign) == ord(runs[-1][-1]) + 1:
            runs[-1].append(sign)
        else:
            runs.append([sign])
    named = [["#" if sign == " " else sign for sign in run] for run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in named)
