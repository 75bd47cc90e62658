"""The counts kept in a store: layers of Parquet that add up, and `counts.json`, which names those that hold.

    counts.json                 plan, what of the store was counted (SHA-256 of its files), layers
    counts/0001/yearly/…        kind, item, year, n        counts of the whole, then of what each update put in and took out
    counts/0001/items/…         kind, item, n              the same over all years
    counts/0001/vocabulary/…    kind, number, item         items whose pairs are counted
    counts/0001/pairs/…         kind, number, other, year, n
    counts/0001/labels/…        label, concept             of the thesaurus on which terms were counted, where concepts are
    counts/0002/excluded/…      record                     records that do not count by themselves; the latest holds
    counts/0002/joined/…        work, year, kind, item     what merged works were counted with; the latest holds

A layer is written aside, flushed and renamed, and counts only once `counts.json` names it; whoever is killed leaves what was before.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from sextant.lab.literature.store import Store, publish, write

from .expressions import KINDS
from .findings import refuse

VERSION = 1
FILE = "counts.json"
FOLDER = "counts"
ADDITIVE = ("yearly", "items", "vocabulary", "pairs")
LATEST = ("excluded", "joined", "labels")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is counted: kinds by year, kinds in pairs, and among how many of the most frequent items of a kind pairs are told."""

    kinds: tuple[str, ...] = ("term", "country", "organisation", "venue")
    pairs: tuple[str, ...] = ("term", "country")
    most: int = 5000

    def __post_init__(self) -> None:
        unknown = [kind for kind in (*self.kinds, *self.pairs) if kind not in KINDS]
        if unknown:
            raise refuse("kind_unknown", value=unknown[0], known=", ".join(KINDS))
        lacking = [kind for kind in self.pairs if kind not in self.kinds or kind == "work"]
        if lacking:
            raise refuse("pairs_without_kind", value=lacking[0])

    @property
    def counted(self) -> tuple[str, ...]:
        """All kinds that are counted by year: works first."""
        return ("work", *(kind for kind in self.kinds if kind != "work"))

    @property
    def kept(self) -> int:
        """Items of a kind whose pairs are kept: a tenth more than are told, so that an update rarely meets one that is not among them."""
        return self.most + max(10, self.most // 10)


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder of counts, with its files as the manifest tells them."""

    id: str
    files: list[dict[str, Any]]

    def paths(self, folder: Path, table: str) -> list[Path]:
        """The files of a table."""
        return [folder / one["path"] for one in self.files if one["table"] == table]


@dataclass(frozen=True, slots=True)
class Kept:
    """What `counts.json` says. `inputs` is import → SHA-256 of its counted files; `excluding` and `merged` tell what was excluded and joined."""

    plan: Plan
    inputs: dict[str, list[str]]
    excluding: str
    layers: list[Layer] = field(default_factory=list)
    version: int = VERSION

    def paths(self, folder: Path, table: str) -> list[Path]:
        """The files of a table over all layers; of those that do not add up in the latest that has them."""
        found = [layer.paths(folder, table) for layer in self.layers]
        if table in LATEST:
            return next((paths for paths in reversed(found) if paths), [])
        return [path for paths in found for path in paths]

    def with_layer(self, layer: Layer, **changed: Any) -> Kept:
        """The same with one layer more."""
        return replace(self, layers=[*self.layers, layer], **changed)


def read(store: Store) -> Kept:
    """The counts of a store; raises `CountsError` where there are none, or they cannot be used."""
    path = store.existing().folder / FILE
    if not path.is_file():
        raise refuse("counts_absent", file=str(store.folder))
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["version"] != VERSION:
            raise refuse("counts_version", file=str(path), value=str(told["version"]), known=str(VERSION))
        plan = Plan(tuple(told["plan"]["kinds"]), tuple(told["plan"]["pairs"]), told["plan"]["most"])
        kept = Kept(plan, told["inputs"], told["excluding"], [Layer(**one) for one in told["layers"]])
    except (ValueError, KeyError, TypeError, OSError) as reason:
        if isinstance(reason, ValueError) and not isinstance(reason, json.JSONDecodeError | UnicodeDecodeError):
            raise
        raise refuse("counts_broken", file=str(path), reason=str(reason)) from reason
    for one in (one for layer in kept.layers for one in layer.files):
        place = store.folder / one["path"]
        if not place.is_file() or place.stat().st_size != one["bytes"]:
            raise refuse("counts_damaged", file=str(place))
    return kept


def place(store: Store, finished: Path, name: str) -> Layer:
    """Gives a finished folder its place as a layer; it does not count yet."""
    return Layer(name, publish(store, finished, FOLDER, name))


def hold(store: Store, kept: Kept) -> None:
    """Makes these counts the counts of the store, at once; layers that no longer count are removed."""
    write(store, FILE, asdict(kept))
    named = {layer.id for layer in kept.layers}
    for path in (store.folder / FOLDER).glob("*"):
        if path.name not in named:
            shutil.rmtree(path, ignore_errors=True)
