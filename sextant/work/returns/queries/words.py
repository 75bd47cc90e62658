"""Names of variables, indicators, statuses, groups and regions in the reader's language."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.words.fields import in_language
from sextant.base.words.money import sign
from sextant.lab.returns import dictionary, groups, indicators
from sextant.lab.returns.questionnaires.describing import word
from sextant.society.members.models import Region
from sextant.work.returns.models import Collection

REGIONS = Path(__file__).parent.parent / "regions.toml"
STATUS_NAMES: dict[str, str | Promise] = {
    "ok": _("known"),
    "missing": _("missing"),
    "not_applicable": _("not applicable"),
    "suppressed": _("withheld"),
    "not_collected": _("not collected"),
    "refused": pgettext_lazy("answer", "refused"),
}
ORIGIN_NAMES: dict[str, str | Promise] = {
    "imputed": _("imputed"),
    "derived": _("added up here"),
    "partial": _("incomplete"),
    "not_imputed": _("not imputed"),
    "edited": pgettext_lazy("origin", "edited"),
}


def text_of(thing: Any, name: str) -> str:
    """`name_en` or `name_ru` of a lab definition, by the active language."""
    return in_language({code: getattr(thing, f"{name}_{code}") for code in ("ru", "en")})


def variable_name(code: str) -> str:
    variable = dictionary.variables().get(code)
    return text_of(variable, "name") if variable else code


MORE_UNITS: dict[str, str | Promise] = {"square_metres": _("m²"), "seats": _("seats"), "days": _("days")}
"""Units that questionnaires know beside those of the dictionary."""


def unit_name(unit: str) -> str:
    """A unit in words; nothing where there is none."""
    if unit in dictionary.UNITS:
        return in_language(dict(zip(("en", "ru"), dictionary.UNITS[unit], strict=True)))
    return str(MORE_UNITS.get(unit, ""))


def kind_name(kind: str) -> str:
    """What kind of answer an item asks for, in words."""
    return in_language({code: word("kinds", kind, code) for code in ("ru", "en")})


def answer_name(answer: str) -> str:
    """An answer that is taken beside a number above nought, in words."""
    return in_language({code: word("answers", answer, code) for code in ("ru", "en")})


def variable_unit(code: str, collection: Collection) -> str:
    """The unit of a variable; money in the collection's own currency."""
    unit = dictionary.variables()[code].unit
    if unit == "money" and collection.currency:
        return sign(collection.currency)
    english, russian = dictionary.UNITS[unit]
    return in_language({"en": english, "ru": russian})


def indicator_name(code: str) -> str:
    indicator = indicators.definitions().get(code)
    return text_of(indicator, "name") if indicator else code


def indicator_unit(code: str, collection: Collection) -> str:
    """The unit of an indicator; money in the collection's own currency."""
    unit = text_of(indicators.definitions()[code], "unit")
    if collection.currency:
        unit = unit.replace("ден. ед.", sign(collection.currency)).replace("currency", sign(collection.currency))
    return unit


def formula_in_words(code: str) -> str:
    """The formula with the names of its variables: Loans ÷ Population served."""
    indicator = indicators.definitions()[code]
    text = indicator.formula_text.replace("*", "×").replace("/", "÷")
    return " ".join(variable_name(word.strip("()")).join(_brackets(word)) if word.strip("()") in indicator.inputs else word for word in text.split())


def _brackets(word: str) -> tuple[str, str]:
    return "(" * word.count("("), ")" * word.count(")")


def origin_name(origin: str) -> str:
    """How a number came about, in a word; `months:9` is an incomplete year."""
    if origin.startswith("months:"):
        return str(_("%(months)s months of 12")) % {"months": origin.removeprefix("months:")}
    return str(ORIGIN_NAMES.get(origin, origin))


def size_name(code: str) -> str:
    names = groups.size_names().get(code)
    return in_language({"en": names[0], "ru": names[1]}) if names else code


@cache
def _shipped_regions() -> dict[str, dict[str, dict[str, str]]]:
    with REGIONS.open("rb") as file:
        return tomllib.load(file)


def region_names(collection: Collection) -> dict[str, str]:
    """Names of regions by the codes this collection's returns use: shipped ones, and those of the members' list."""
    shipped = {code: in_language(names) for code, names in _shipped_regions().get(collection.country, {}).items()}
    for region in Region.objects.filter(country=collection.country):
        shipped[region.code] = str(region)
        shipped.setdefault(region.code.removeprefix(f"{collection.country}-"), str(region))
    return shipped


def regions_held(collection: Collection) -> list[tuple[str, str]]:
    """Code and name of every region in which the collection has libraries, by name."""
    names = region_names(collection)
    codes = collection.libraries.exclude(region="").order_by().values_list("region", flat=True).distinct()
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda one: one[1])


def group_name(kind: str, code: str, regions: dict[str, str]) -> str:
    """The name of a group of libraries."""
    if kind == "size":
        return size_name(code)
    if kind == "region":
        return regions.get(code, code) or str(_("no region given"))
    return str(_("all libraries"))


def not_collected_reason(year: int, missing: list[str]) -> str:
    """Why a figure cannot be had: the variables that were not asked for."""
    names = ", ".join(f"“{variable_name(code)}”" if get_language() != "ru" else f"«{variable_name(code)}»" for code in missing)
    return str(_("Not collected in %(year)s: %(variables)s.")) % {"year": year, "variables": names}
