"""Names of people and of organisations as they are compared: folded, split, in Latin letters."""

import re

from sextant.base.search.stems import folded, in_cyrillic

_spaces = re.compile(r"[\s.,]+")
_quotes = re.compile(r"[\"'«»“”„‟’‘`()]")
_dashes = re.compile(r"\s*[-‐‑‒–—]\s*")
_PATRONYMIC = re.compile(r"(вич|вна|ична|инична|ьич|оглы|оглу|кызы|улы)$")
_FAMILY = re.compile(r"(ов|ова|ев|ева|ёв|ёва|ин|ина|ын|ына|ский|ская|цкий|цкая|ской|ых|их|ко|ук|юк|чук|ян|дзе|швили)$")


def folded_name(name: str) -> str:
    """A name as it is compared: no case, ё as е, no dots, single spaces."""
    return " ".join(_spaces.sub(" ", _dashes.sub("-", folded(name))).split())


def folded_organisation(name: str) -> str:
    """An organisation's name as it is compared: without quotation marks, dots and case."""
    return folded_name(_quotes.sub(" ", name).replace("№", " no ").replace("#", " no "))


def russian_form(name: str) -> str:
    """A folded name with Latin letters turned into Russian ones, for comparing Ivanova with Иванова, Yuliya with Юлия."""
    if not re.search("[a-z]", folded(name)):
        return folded_name(name)
    return folded_name(in_cyrillic(name)).replace("йа", "я").replace("йу", "ю")


def split_full_name(text: str) -> tuple[str, str, str]:
    """(family name, given name, patronymic) of a full name in one cell.

    Russian documents put the family name first. A patronymic in the middle («Анна Петровна Иванова») or a comma after the
    family name («Иванова, Анна») is understood; two words with a family name's ending only on the second are turned round.
    """
    family, comma, rest = text.partition(",")
    if comma:
        words = rest.split()
        return family.strip(), words[0] if words else "", " ".join(words[1:])
    words = text.replace(".", ". ").split()
    if len(words) < 2:
        return text.strip(), "", ""
    low = [folded(word) for word in words]
    if len(words) == 3 and _PATRONYMIC.search(low[1]) and not _PATRONYMIC.search(low[2]):
        return words[2], words[0], words[1]
    if len(words) == 2 and _FAMILY.search(low[1]) and not _FAMILY.search(low[0]):
        return words[1], words[0], ""
    return words[0], words[1], " ".join(words[2:])
