"""How dissertations and experts are found: only what everybody may read."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.scholarship import states
from sextant.work.scholarship.models import Dissertation, ExpertProfile
from sextant.work.scholarship.queries.register import names_of


def _dissertation(one: Dissertation) -> EntryDraft | None:
    if not one.is_public or one.state == states.WITHDRAWN:
        return None
    names = names_of(one, everything=False)
    concepts = " ".join(f"{concept.label_ru} {concept.label_en}" for concept in one.concepts.all())
    return EntryDraft(
        title_ru=(one.title_ru or one.title_en)[:300],
        title_en=(one.title_en or one.title_ru)[:300],
        url_name="scholarship:dissertation",
        url_args=(one.pk,),
        summary_ru=(one.abstract_ru or one.abstract_en)[:300],
        summary_en=(one.abstract_en or one.abstract_ru)[:300],
        text=f"{one.place} {names.author} {' '.join(names.supervisors)} {concepts} {one.abstract_ru} {one.abstract_en}",
        audience="public",
    )


def _expert(one: ExpertProfile) -> EntryDraft | None:
    if not one.is_listed():
        return None
    concepts = list(one.concepts.all())
    return EntryDraft(
        title_ru=one.person.full_name,
        title_en=one.person.full_name,
        url_name="scholarship:expert",
        url_args=(one.pk,),
        summary_ru=", ".join(concept.label_ru for concept in concepts)[:300],
        summary_en=", ".join(concept.label_en for concept in concepts)[:300],
        text=f"{one.person.latin_name} {one.organisation or ''} {one.about_ru} {one.about_en}",
        audience="public",
    )


DISSERTATIONS = Searchable("scholarship.dissertation", Dissertation, _dissertation, _("Dissertations"), lambda: Dissertation.objects.with_all())
EXPERTS = Searchable("scholarship.expert", ExpertProfile, _expert, _("Experts"), lambda: ExpertProfile.objects.with_all())
