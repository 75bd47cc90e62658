"""Which organisation is meant by a name, an ISIL or a tax number written by hand."""

from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from sextant.society.members.models import Organisation
from sextant.society.members.names import folded_organisation

CLOSE = 80


@dataclass
class Names:
    """Every living organisation under its folded names, its ISIL and its tax number (INN)."""

    by_name: dict[str, set[int]] = field(default_factory=dict)
    by_number: dict[str, set[int]] = field(default_factory=dict)

    def add(self, key: int, names: tuple[str, ...], numbers: tuple[str, ...]) -> None:
        for name in filter(None, map(folded_organisation, names)):
            self.by_name.setdefault(name, set()).add(key)
        for number in filter(None, numbers):
            self.by_number.setdefault(number.strip().upper(), set()).add(key)

    def called(self, text: str) -> set[int]:
        """Keys of the organisations with exactly that name, ISIL or tax number."""
        return self.by_number.get(text.strip().upper()) or self.by_name.get(folded_organisation(text), set())

    def close_to(self, text: str, most: int = 3) -> list[tuple[str, int]]:
        """(folded name, key) of the organisations with the most similar names, best first (rapidfuzz, 80 of 100 or more)."""
        asked = folded_organisation(text)
        found = process.extract(asked, self.by_name.keys(), scorer=fuzz.token_set_ratio, score_cutoff=CLOSE, limit=most)
        return [(name, min(self.by_name[name])) for name, _score, _place in found]


def names_of_organisations() -> Names:
    """All names at once, for an import."""
    names = Names()
    rows = Organisation.objects.filter(merged_into=None).order_by("pk")
    for key, ru, en, short_ru, short_en, isil, inn in rows.values_list(
        "pk", "name_ru", "name_en", "short_name_ru", "short_name_en", "isil", "tax_number"
    ):
        names.add(key, (ru, en, short_ru, short_en), (isil, inn))
    return names


def organisations_named(text: str) -> list[Organisation]:
    """The organisations a person means by what they typed."""
    return list(Organisation.objects.filter(pk__in=names_of_organisations().called(text)).order_by("pk"))
