"""How award lists and recommended lists are found: only what everybody may read and what stands now."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.reading import states
from sextant.work.reading.models import AwardList, RecommendedList

MOST = 20_000
"""Characters of a list's books that the search reads."""


def _award(award: AwardList) -> EntryDraft | None:
    if not award.is_public:
        return None
    books = " ".join(f"{one.title} {one.author}" for one in award.entries.all())[:MOST]
    return EntryDraft(
        title_ru=award.name_ru or award.name_en,
        title_en=award.name_en or award.name_ru,
        url_name="reading:award",
        url_args=(award.code,),
        summary_ru=award.about_ru[:300],
        summary_en=award.about_en[:300],
        text=f"{award.award} {books}",
        audience="public",
    )


def _recommended(one: RecommendedList) -> EntryDraft | None:
    if one.state != states.PUBLISHED:
        return None
    books = one.content["books"]
    named = " ".join(f"{book['title']} {book['called']['ru']} {book['called']['en']} {book['author']} {book['isbn']}" for book in books)
    return EntryDraft(
        title_ru=one.title_ru,
        title_en=one.title_en,
        url_name="reading:year",
        url_args=(one.season.year,),
        summary_ru=one.foreword_ru[:300],
        summary_en=one.foreword_en[:300],
        text=named[:MOST],
        audience="public",
    )


AWARDS = Searchable(
    "reading.award",
    AwardList,
    _award,
    _("Award lists"),
    lambda: AwardList.objects.filter(is_public=True).prefetch_related("entries"),
)
RECOMMENDED = Searchable(
    "reading.list",
    RecommendedList,
    _recommended,
    _("Recommended lists"),
    lambda: RecommendedList.objects.filter(state=states.PUBLISHED).select_related("season"),
)
