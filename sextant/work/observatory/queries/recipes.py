"""The recipe of an edition: `sextant observatory run` makes the same figures from the same store with it."""

import csv
import io
import zipfile
from typing import Any

from sextant.work.observatory.models import Edition

OTHERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("dynamics", {}),
    ("profiles", {"of": "authors"}),
    ("profiles", {"of": "organisations"}),
    ("profiles", {"of": "countries"}),
    ("profiles", {"of": "keywords"}),
    ("profiles", {"of": "sources"}),
    ("map", {"of": "authors", "by": "coauthorship"}),
    ("map", {"of": "organisations", "by": "coauthorship"}),
    ("map", {"of": "countries", "by": "coauthorship"}),
    ("map", {"of": "works", "by": "coupling"}),
    ("map", {"of": "works", "by": "cocitation"}),
    ("laws", {"of": "authors"}),
    ("laws", {"of": "sources"}),
    ("spectroscopy", {}),
    ("mainpath", {}),
    ("topicmodel", {}),
    ("collaboration", {"show": "years"}),
    ("collaboration", {"show": "pairs"}),
)
"""Name and parameters, as a recipe writes them."""
FORMATS = '["json", "csv", "html"]'


def recipe_of(edition: Edition) -> str:
    """TOML as `lab/observatory/recipes.py` reads it."""
    told, least, most = edition.parameters, edition.parameters.get("least", 5), edition.parameters.get("most", 120)
    lines = [
        f"# {edition.corpus.code}, edition {edition.number}: works and thesaurus {edition.fingerprint}, Sextant {edition.version}",
        'store = "store"',
        'thesaurus = "thesaurus.toml"',
        'out = "figures"',
    ]
    if _sources(edition).get("asked"):
        lines.append('demand = "asked.csv"')
    if told.get("until"):
        lines.append(f"until = {told['until']}")
    lines += _analysis("topics") + _analysis("map", most=most, least=least, resolution=told.get("resolution", 1.0)) + _analysis("bursts")
    lines += _analysis("themes", most=most, least=least, periods=told.get("periods", 3))
    lines += _analysis("priorities", least=least, times=told.get("times", 200)) + _analysis("forecast", horizon=told.get("horizon", 3))
    if told.get("others", True):
        for name, wish in OTHERS:
            lines += _analysis(name, **{key: f'"{value}"' for key, value in wish.items()})
    return "\n".join(lines) + "\n"


def _sources(edition: Edition) -> dict[str, Any]:
    kept = edition.analyses.filter(name="sources").first()
    return dict(kept.extra) if kept else {}


def recipe_files(edition: Edition) -> bytes:
    """A ZIP with the recipe, the thesaurus as it stood, and what practice asked for; the store of the works is the reader's own."""
    sources, whole = _sources(edition), io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(zipfile.ZipInfo("recipe.toml"), recipe_of(edition))
        files.writestr(zipfile.ZipInfo("thesaurus.toml"), sources.get("thesaurus", ""), zipfile.ZIP_DEFLATED)
        if sources.get("asked"):
            table = io.StringIO()
            csv.writer(table, lineterminator="\n").writerows([("concept", "asked"), *sorted(sources["asked"].items())])
            files.writestr(zipfile.ZipInfo("asked.csv"), table.getvalue())
    return whole.getvalue()


def _analysis(name: str, **parameters: Any) -> list[str]:
    return ["", "[[analysis]]", f'name = "{name}"', f"formats = {FORMATS}", *(f"{key} = {value}" for key, value in parameters.items())]
