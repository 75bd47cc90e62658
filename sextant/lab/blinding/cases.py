"""The forms of Russian names: cases, plural, and the counterpart of the other sex.

Rules by ending, from school grammar (no dictionary); a form too many costs little, because a form that is no word is not
met in texts. All is folded: small letters, `е` for `ё`.
"""

from __future__ import annotations

import re

HARD, SOFT_OR_J = ["а", "у", "ом", "ем", "е", "ы", "и", "ов", "ей", "ам", "ами", "ах"], ["я", "ю", "ем", "е", "и", "ев", "ей", "ям", "ями", "ях"]
OF_A, OF_YA = ["ы", "и", "е", "у", "ой", "ою", "ей", "ею", "ам", "ами", "ах"], ["и", "е", "ю", "ей", "ею", "ям", "ями", "ях"]
ADJECTIVE = ["ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ые", "ие", "ых", "их", "ыми", "ими"]
ADJECTIVE_SHE = ["ой", "ей", "ою", "ею", "ую", "юю"]
FLEETING = re.compile(r"(.+[бвгджзйклмнпрстфхцчшщ])[ео]([бвгджзклмнпрстфхцчшщ]ь?)")
COUNTERPARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        (r"(.+)([оеи]в|[иы]н)", r"\1\2а"),
        (r"(.+)([оеи]в|[иы]н)а", r"\1\2"),
        (r"(.+[сц]к)ий", r"\1ая"),
        (r"(.+[сц]к)ая", r"\1ий"),
        (r"(.+)(?:ый|ой|ий)", r"\1ая"),
        (r"(.+)(?:ая|яя)", r"\1ый"),
    )
)
VOWELS = "аеиоуыэюя"


def declined(name: str) -> frozenset[str]:
    """Every form a folded name may take, itself among them; names that do not change give one form."""
    if len(name) < 2 or not re.fullmatch("[а-я]+", name):
        return frozenset({name})
    forms = {name}
    stem, end = name[:-1], name[-1]
    if end == "а":
        forms |= {stem + ending for ending in OF_A}
    elif end == "я":
        forms |= {stem + ending for ending in OF_YA}
    elif end == "ь":
        forms |= {part + ending for part in {stem, *_fleeting(name)} for ending in (*SOFT_OR_J, "ью")}
    elif end == "й":
        forms |= {stem + ending for ending in SOFT_OR_J}
        if stem.endswith("е"):
            forms |= {stem[:-1] + "ь" + ending for ending in SOFT_OR_J}
    elif end not in VOWELS:
        forms |= {part + ending for part in {name, *_fleeting(name)} for ending in HARD}
    return frozenset(forms | _as_adjective(name) | _with_ym(name))


def _fleeting(name: str) -> set[str]:
    """Stems without the vowel that flees: Павел – Павл, Лев – Льв, Заяц – Зайц."""
    found = set()
    if parts := FLEETING.fullmatch(name):
        found |= {parts[1] + parts[2].rstrip("ь"), parts[1] + "ь" + parts[2].rstrip("ь")}
    if name == "лев":
        found.add("льв")
    if re.fullmatch(r".+[яе]ц", name):
        found.add(name[:-2] + "йц")
    return found


def _as_adjective(name: str) -> set[str]:
    if name.endswith(("ый", "ий", "ой")) and len(name) > 3:
        return {name[:-2] + ending for ending in ADJECTIVE}
    if name.endswith(("ая", "яя")):
        return {name[:-2] + ending for ending in ADJECTIVE_SHE}
    return set()


def _with_ym(name: str) -> set[str]:
    """Ивановым, Ивановых: names of -ов and -ин go half as adjectives."""
    return {name + ending for ending in ("ым", "ых", "ыми")} if re.fullmatch(r".+(?:[ое]в|[иы]н)", name) else set()


def patronymics(name: str) -> tuple[str, ...]:
    """A folded patronymic and the other ways it is written: Анатольевич – Анатолиевич, Николаевич – Николаич."""
    ways = [name]
    for pattern, other in (("ьевич", "иевич"), ("иевич", "ьевич"), ("ьевн", "иевн"), ("иевн", "ьевн"), ("еевич", "еич"), ("аевич", "аич")):
        if pattern in name:
            ways.append(name.replace(pattern, other))
    return tuple(ways)


def counterpart(family: str) -> str:
    """The family name of the other sex (Иванов – Иванова); empty where it is the same."""
    return next((pattern.sub(other, family) for pattern, other in COUNTERPARTS if pattern.fullmatch(family)), "")


def is_she(patronymic: str, family: str) -> bool | None:
    """Whether a patronymic, or else a family name, is a woman's; None where neither tells."""
    if re.search(r"(?:вна|чна|кызы)$", patronymic):
        return True
    if re.search(r"(?:вич|ьич|мич|нич|кич|оглы|улы)$", patronymic):
        return False
    if re.search(r"(?:[ое]ва|[иы]на|[сц]кая|ая)$", family):
        return True
    return False if re.search(r"(?:[ое]в|[иы]н|[сц]кий)$", family) else None
