"""How concepts are found: those in use, by any label."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.society.concepts.models import Concept


def _entry(concept: Concept) -> EntryDraft | None:
    if concept.is_withdrawn:
        return None
    return EntryDraft(
        title_ru=concept.label_ru or concept.label_en,
        title_en=concept.label_en or concept.label_ru,
        url_name="concepts:concept",
        url_args=(concept.code,),
        summary_ru=concept.definition_ru,
        summary_en=concept.definition_en,
        text="; ".join(label.text for label in concept.labels.all()),
        audience="public",
    )


CONCEPTS = Searchable("concepts.concept", Concept, _entry, _("Concepts"), lambda: Concept.objects.living().prefetch_related("labels"))
