"""The thesaurus that comes with the product, brought into the site once."""

from django.db import transaction

from sextant.lab.thesaurus.concepts import LANGUAGES, Thesaurus, fold
from sextant.lab.thesaurus.concepts import Concept as Term
from sextant.lab.thesaurus.reading import starter
from sextant.society.concepts.models import Concept, Label


def load_starter() -> int:
    """Loads the shipped concepts into a site that has none; gives how many are new. A site's own thesaurus is never touched."""
    return 0 if Concept.objects.exists() else store(starter())


@transaction.atomic
def store(whole: Thesaurus) -> int:
    """Writes every concept of a thesaurus, its labels and relations, into empty tables; gives the number of concepts."""
    rows = [
        Concept(
            code=one.id,
            label_en=one.en.pref,
            label_ru=one.ru.pref,
            definition_en=one.en.definition,
            definition_ru=one.ru.definition,
            notation=one.notation,
            is_top=one.top,
            is_withdrawn=one.deprecated,
            matches=list(one.matches),
        )
        for one in whole.concepts
    ]
    by_code = {row.code: row for row in Concept.objects.bulk_create(rows)}
    for one in whole.concepts:
        if one.replaced_by:
            by_code[one.id].replaced_by = by_code[one.replaced_by]
    Concept.objects.bulk_update([row for row in rows if row.replaced_by_id], ["replaced_by"])
    Label.objects.bulk_create([label for one in whole.concepts for label in _labels(by_code[one.id], one)])
    broader, related = Concept.broader.through, Concept.related.through
    broader.objects.bulk_create(
        [broader(from_concept=by_code[one.id], to_concept=by_code[above]) for one in whole.concepts for above in one.broader], batch_size=500
    )
    related.objects.bulk_create(
        [related(from_concept=by_code[one.id], to_concept=by_code[other]) for one in whole.concepts for other in one.related], batch_size=500
    )
    return len(rows)


def _labels(row: Concept, one: Term) -> list[Label]:
    made: list[Label] = []
    for language in LANGUAGES:
        labels, seen = one.labels(language), set[str]()
        for kind, texts in (("pref", (labels.pref,)), ("alt", labels.alt), ("hidden", labels.hidden)):
            for text in texts:
                if text and fold(text) not in seen:
                    seen.add(fold(text))
                    made.append(Label(concept=row, language=language, kind=kind, text=text, folded=fold(text)))
    return made
