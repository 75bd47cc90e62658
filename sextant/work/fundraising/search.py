"""How an appeal is found: by its title, its summary and its story, once it is public."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.fundraising import states
from sextant.work.fundraising.models import Appeal


def _entry(appeal: Appeal) -> EntryDraft | None:
    if appeal.state not in states.SHOWN:
        return None
    return EntryDraft(
        title_ru=appeal.title_ru,
        title_en=appeal.title_en,
        url_name="fundraising:appeal",
        url_args=(appeal.code,),
        summary_ru=appeal.summary_ru,
        summary_en=appeal.summary_en,
        text=f"{appeal.story_ru} {appeal.story_en} {appeal.done_ru} {appeal.done_en}",
        audience="public",
    )


APPEALS = Searchable("fundraising.appeal", Appeal, _entry, _("Appeals"))
