"""Which norms there are, which speak of a book, and what a pack says in a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.ordering import in_order
from sextant.base.words.fields import in_language
from sextant.lab.publications.norms import Pack, Row, Words
from sextant.work.publications import states
from sextant.work.publications.models import NormPack, PackVersion


def in_force(day: date) -> list[PackVersion]:
    """The versions in force of the packs that had not lapsed that day."""
    rows = PackVersion.objects.filter(state=states.IN_FORCE).select_related("pack").order_by("pack__code")
    return [one for one in rows if one.norms.in_force(day)]


def speaking_of(versions: Iterable[PackVersion], age: str, kind: str) -> list[PackVersion]:
    """Those with at least one rule for that age and kind of book."""
    return [one for one in versions if any(age in rule.ages and kind in rule.kinds for rule in one.norms.rules)]


@dataclass(frozen=True)
class PackLine:
    """A pack in the list: how many of its rows are verified, and whether a draft waits."""

    pack: NormPack
    version: PackVersion | None
    rows: int
    verified: int
    waits: bool


def all_packs() -> list[PackLine]:
    """Every pack with its version in force."""
    held = PackVersion.objects.filter(state=states.IN_FORCE)
    packs = NormPack.objects.prefetch_related(Prefetch("versions", held, to_attr="held")).annotate(
        drafts=Count("versions", filter=Q(versions__state=states.DRAFT))
    )
    lines = []
    for pack in in_order(packs):
        version = next(iter(pack.held), None)
        rows = list(version.norms.rows().values()) if version else []
        lines.append(PackLine(pack, version, len(rows), sum(row.verified for row in rows), bool(pack.drafts)))
    return lines


def told(words: Words | None) -> str:
    """The norm keeper's words in the language of the page."""
    return in_language({"ru": words.ru, "en": words.en}) if words else ""


LETTERS = {
    "sans": _("sans serif"),
    "serif": _("serif"),
    "low-contrast": _("low contrast"),
    "script": _("script type"),
    "display": _("display type"),
    "light": pgettext_lazy("type", "light"),
    "regular": pgettext_lazy("type", "regular"),
    "semibold": pgettext_lazy("type", "semibold"),
    "bold": pgettext_lazy("type", "bold"),
    "narrow": pgettext_lazy("type", "narrow"),
    "normal": pgettext_lazy("type", "normal width"),
    "wide": pgettext_lazy("type", "wide"),
}
"""Faces, weights and widths of type in words."""


def _demands(row: Row) -> dict[str, Any]:
    """What a row demands, as the page shows it."""
    return {
        "row": row,
        "source": told(row.source),
        "note": told(row.note),
        "volume": (row.characters_from, row.characters_to),
        "faces": ", ".join(str(LETTERS.get(name, name)) for name in (*row.faces, *row.weights, *row.widths)),
    }


def rules_shown(norms: Pack) -> list[dict[str, Any]]:
    """The rules of a pack, each with its rows."""
    return [{"rule": rule, "title": told(rule.title), "rows": [_demands(row) for row in rule.rows]} for rule in norms.rules]
