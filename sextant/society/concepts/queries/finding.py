"""Finding concepts by code, by any of their labels, and by the beginning of one."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, When
from django.utils.translation import get_language

from sextant.lab.thesaurus.concepts import ID, fold, qualifier
from sextant.society.concepts.models import Concept, Label


def found(text: str) -> list[Concept]:
    """The living concepts that this text names: by code, else by preferred label, else by any label, in either language."""
    text = text.strip()
    if ID.fullmatch(text.casefold()):
        return list(Concept.objects.living().filter(code=text.casefold()))
    labels = list(Label.objects.filter(folded=fold(text), concept__is_withdrawn=False).select_related("concept")[:20])
    preferred = [one for one in labels if one.kind == Label.Kind.PREF]
    return list({one.concept_id: one.concept for one in preferred or labels}.values())


def choices() -> list[tuple[str, str]]:
    """Code and label of every living concept in the reader's language, by label."""
    language = "en" if get_language() == "en" else "ru"
    rows = Concept.objects.living().order_by(f"label_{language}", "code").values_list("code", "label_en", "label_ru")
    return [(code, (en or ru) if language == "en" else (ru or en)) for code, en, ru in rows]


@dataclass(frozen=True)
class Hit:
    """A concept that answers what was typed, and the label that does, where it is not the concept's name in the reader's language."""

    concept: Concept
    by: str


def named_like(text: str, most: int = 60) -> list[Hit]:
    """Living concepts with a label that holds the words typed, in either language, or with that code; whole labels first, then those that
    begin so, then the others. The qualifier of a hidden label is for programs and is not searched. One query."""
    wanted = fold(text)
    if not wanted:
        return []
    if ID.fullmatch(wanted):
        return [Hit(one, "") for one in Concept.objects.filter(code=wanted)]
    place = Case(When(folded=wanted, then=0), When(folded__startswith=wanted, then=1), default=2, output_field=IntegerField())
    rows = Label.objects.filter(folded__contains=wanted, concept__is_withdrawn=False).annotate(place=place)
    hits: dict[int, Hit] = {}
    for label in rows.select_related("concept").order_by("place", "folded", "pk")[: most * 4]:
        one, bare = label.concept, qualifier(label.text)[0] if label.kind == Label.Kind.HIDDEN else label.text
        if wanted not in fold(bare):
            continue
        if one.pk not in hits and len(hits) < most:
            hits[one.pk] = Hit(one, "" if wanted in fold(str(one)) else bare)
    return list(hits.values())
