"""How briefs and recommendations are found: only what everybody may read and what holds now."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.base.words.fields import LANGUAGES
from sextant.work.practice import states
from sextant.work.practice.models import Brief, Recommendation


def _brief(brief: Brief) -> EntryDraft | None:
    if brief.state != states.PUBLISHED:
        return None
    finding = brief.finding
    concepts = " ".join(f"{one.label_ru} {one.label_en}" for one in finding.concepts.all())
    return EntryDraft(
        title_ru=brief.title_ru or brief.title_en,
        title_en=brief.title_en or brief.title_ru,
        url_name="practice:brief",
        url_args=(brief.pk,),
        summary_ru=brief.found_ru[:300],
        summary_en=brief.found_en[:300],
        text=f"{' '.join(brief.text(language) for language in LANGUAGES)} {concepts} {finding.citation} {finding.doi}",
        audience="public",
    )


def _recommendation(one: Recommendation) -> EntryDraft | None:
    if one.state != states.APPROVED:
        return None
    finding = one.finding
    return EntryDraft(
        title_ru=finding.title_ru or finding.title_en,
        title_en=finding.title_en or finding.title_ru,
        url_name="practice:recommendation",
        url_args=(one.pk,),
        summary_ru=(one.text_ru or one.text_en)[:300],
        summary_en=(one.text_en or one.text_ru)[:300],
        text=f"{one.text_ru} {one.text_en} {one.conditions_ru} {one.conditions_en}",
        audience="public",
    )


BRIEFS = Searchable(
    "practice.brief",
    Brief,
    _brief,
    _("Briefs in plain language"),
    lambda: Brief.objects.filter(state=states.PUBLISHED).select_related("finding").prefetch_related("finding__concepts"),
)
RECOMMENDATIONS = Searchable(
    "practice.recommendation",
    Recommendation,
    _recommendation,
    _("Recommendations"),
    lambda: Recommendation.objects.filter(state=states.APPROVED).select_related("finding"),
)
