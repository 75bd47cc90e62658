"""The recipe of an edition: `sextant observatory run` makes the same figures from the same store with it."""

from typing import Any

from sextant.work.observatory.models import Edition

FORMATS = '["json", "csv", "html"]'


def recipe_of(edition: Edition) -> str:
    """TOML as `lab/observatory/recipes.py` reads it."""
    told, least, most = edition.parameters, edition.parameters.get("least", 5), edition.parameters.get("most", 120)
    lines = [
        f"# {edition.corpus.code}, edition {edition.number}: works and thesaurus {edition.fingerprint}, Sextant {edition.version}",
        'store = "store"',
        'out = "figures"',
    ]
    if told.get("until"):
        lines.append(f"until = {told['until']}")
    lines += _analysis("topics") + _analysis("map", most=most, least=least, resolution=told.get("resolution", 1.0)) + _analysis("bursts")
    lines += _analysis("themes", most=most, least=least, periods=told.get("periods", 3))
    lines += _analysis("priorities", least=least, times=told.get("times", 200)) + _analysis("forecast", horizon=told.get("horizon", 3))
    return "\n".join(lines) + "\n"


def _analysis(name: str, **parameters: Any) -> list[str]:
    return ["", "[[analysis]]", f'name = "{name}"', f"formats = {FORMATS}", *(f"{key} = {value}" for key, value in parameters.items())]
