"""Finding concepts by code, by any of their labels, and by the beginning of one."""

from django.utils.translation import get_language

from sextant.lab.thesaurus.concepts import ID, fold
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
