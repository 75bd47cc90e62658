"""The thesaurus that comes with the product, brought into the site once."""

from django.db import transaction

from sextant.base.jobs.actions import after_commit
from sextant.lab.thesaurus.concepts import LANGUAGES, Thesaurus, fold
from sextant.lab.thesaurus.concepts import Concept as Term
from sextant.lab.thesaurus.reading import starter
from sextant.society.concepts.models import Concept, Label, Scheme


@transaction.atomic
def load_starter() -> int:
    """Loads the shipped concepts into a site that has none; gives how many are new. A site's own thesaurus is never touched.

    Its first version is published, and its concepts are made findable, by jobs that are queued once."""
    if Concept.objects.exists():
        return 0
    count = store(starter())
    after_commit("concepts.publish_first", key="concepts.publish_first")
    after_commit("concepts.index_all", key="concepts.index_all")
    return count


@transaction.atomic
def store(whole: Thesaurus) -> int:
    """Writes every concept of a thesaurus, its labels and relations, into empty tables; gives the number of concepts."""
    _keep_scheme(whole)
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
    Label.objects.bulk_create([label for one in whole.concepts for label in labels_of(by_code[one.id], one)])
    broader, related = Concept.broader.through, Concept.related.through
    broader.objects.bulk_create(
        [broader(from_concept=by_code[one.id], to_concept=by_code[above]) for one in whole.concepts for above in one.broader], batch_size=500
    )
    related.objects.bulk_create(
        [related(from_concept=by_code[one.id], to_concept=by_code[other]) for one in whole.concepts for other in one.related], batch_size=500
    )
    return len(rows)


def _keep_scheme(whole: Thesaurus) -> None:
    numbers = [int(one.id[1:]) for one in whole.concepts]
    named = {"title_en": whole.title_en, "title_ru": whole.title_ru, "licence": whole.licence, "namespace": whole.namespace}
    values = {**named, "version": whole.version, "issued_on": whole.date, "last_number": max(numbers, default=0)}
    Scheme.objects.update_or_create(pk=1, defaults=values)


def labels_of(row: Concept, one: Term) -> list[Label]:
    """The label rows of a concept, not saved; of two that are the same when folded the first."""
    made: list[Label] = []
    for language in LANGUAGES:
        labels, seen = one.labels(language), set[str]()
        for kind, texts in (("pref", (labels.pref,)), ("alt", labels.alt), ("hidden", labels.hidden)):
            for text in texts:
                if text and fold(text) not in seen:
                    seen.add(fold(text))
                    made.append(Label(concept=row, language=language, kind=kind, text=text, folded=fold(text)))
    return made
