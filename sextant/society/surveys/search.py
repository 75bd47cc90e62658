"""What the search finds: surveys whose results are published."""

from sextant.base.search.registry import EntryDraft
from sextant.society.surveys import states
from sextant.society.surveys.models import Survey


def survey_entry(survey: Survey) -> EntryDraft | None:
    if survey.state != states.PUBLISHED:
        return None
    lead = survey.questionnaire.lead
    return EntryDraft(
        title_ru=survey.title_ru or survey.title_en,
        title_en=survey.title_en or survey.title_ru,
        url_name="surveys:results",
        url_args=(survey.code,),
        summary_ru=lead.ru,
        summary_en=lead.en,
        audience="public",
    )
