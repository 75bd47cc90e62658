"""A recipe makes the same figures again: which store, until which year, which analyses with which parameters, and where they go.

    store = "store"
    out = "figures"
    until = 2018
    demand = "asked.csv"
    [[analysis]]
    name = "priorities"
    formats = ["json", "html"]
    language = "en"
    times = 200

Paths are told from the folder of the recipe. `manifest.json` beside the figures has the fingerprint of data and thesaurus, every parameter,
the version of the product and the SHA-256 of every file.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sextant.lab.literature.store import Store
from sextant.lab.thesaurus.reading import read, starter

from . import analyses
from .answers import Answer
from .citations import central_path, spectrum
from .collaboration import collaboration
from .corpus import Corpus, read_corpus
from .demand import read_demand
from .findings import refuse
from .maps import field_map
from .productivity import dynamics, laws, profiles
from .topic_models import topic_model
from .written import FORMATS, written

ANALYSES: dict[str, Callable[..., Answer]] = {
    "topics": analyses.topics,
    "map": field_map,
    "bursts": analyses.burst_list,
    "themes": analyses.theme_list,
    "priorities": analyses.priorities,
    "forecast": analyses.forecasts,
    "dynamics": dynamics,
    "profiles": profiles,
    "laws": laws,
    "spectroscopy": spectrum,
    "mainpath": central_path,
    "topicmodel": topic_model,
    "collaboration": collaboration,
}
OWN = ("name", "formats", "language")


def run_recipe(path: Path, version: str) -> dict[str, Any]:
    """Make every figure of a recipe, and return the manifest that stands beside them."""
    recipe = _recipe(path)
    home = path.parent
    thesaurus = read(home / recipe["thesaurus"]) if recipe.get("thesaurus") else starter()
    corpus = read_corpus(Store(home / recipe["store"]), thesaurus).until(recipe.get("until"))
    asked = read_demand(home / recipe["demand"], thesaurus) if recipe.get("demand") else None
    out = home / recipe["out"]
    out.mkdir(parents=True, exist_ok=True)
    files: dict[str, str] = {}
    for number, wish in enumerate(recipe["analysis"], start=1):
        files.update(_made(corpus, wish, asked, out, number))
    told = {"fingerprint": corpus.fingerprint, "version": version, "works": len(corpus.landed), "recipe": recipe, "files": files}
    (out / "manifest.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return told


def _made(corpus: Corpus, wish: dict[str, Any], asked: dict[str, float] | None, out: Path, number: int) -> dict[str, str]:
    more = {key: value for key, value in wish.items() if key not in OWN}
    language = wish.get("language", "en")
    if wish["name"] == "priorities" and asked is not None:
        more["asked"] = asked
    if wish["name"] == "map":
        more["language"] = language
    try:
        answer = ANALYSES[wish["name"]](corpus, **more)
    except TypeError as reason:
        raise refuse("bad_recipe", file=f"[[analysis]] {number}", reason=str(reason).split(") ")[-1]) from reason
    found = {}
    for form in wish.get("formats", ["json"]):
        path = out / f"{number:02}-{wish['name']}-{language}.{form}"
        path.write_text(written(corpus, answer, form, language), encoding="utf-8")
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _recipe(path: Path) -> dict[str, Any]:
    try:
        recipe = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise refuse("bad_recipe", file=path.name, reason=str(reason)) from reason
    for name in ("store", "out", "analysis"):
        if not recipe.get(name):
            raise refuse("bad_recipe", file=path.name, reason=f"`{name}` is missing")
    for wish in recipe["analysis"]:
        if wish.get("name") not in ANALYSES:
            raise refuse("unknown_analysis", name=wish.get("name", ""), known=", ".join(ANALYSES))
        if set(wish.get("formats", ["json"])) - set(FORMATS) or wish.get("language", "en") not in ("en", "ru"):
            raise refuse("bad_recipe", file=path.name, reason="`formats` or `language` is unknown")
    return recipe
