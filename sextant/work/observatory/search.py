"""What the search finds: published editions and briefs."""

from sextant.base.search.registry import EntryDraft
from sextant.work.observatory import states
from sextant.work.observatory.models import Brief, Edition


def edition_entry(edition: Edition) -> EntryDraft | None:
    if edition.state != states.PUBLISHED:
        return None
    corpus = edition.corpus
    return EntryDraft(
        title_ru=f"{corpus.name_ru or corpus.name_en}, выпуск {edition.number}",
        title_en=f"{corpus.name_en or corpus.name_ru}, edition {edition.number}",
        url_name="observatory:edition",
        url_args=(corpus.code, edition.number),
        summary_ru=edition.note_ru or corpus.about_ru,
        summary_en=edition.note_en or corpus.about_en,
        audience="public",
    )


def brief_entry(brief: Brief) -> EntryDraft | None:
    if brief.state != states.PUBLISHED:
        return None
    return EntryDraft(
        title_ru=brief.title_ru,
        title_en=brief.title_en,
        url_name="observatory:brief",
        url_args=(brief.pk,),
        summary_ru=brief.missing_ru,
        summary_en=brief.missing_en,
        text=f"{brief.known_ru} {brief.known_en} {brief.topics_ru} {brief.topics_en}",
        audience="public",
    )
