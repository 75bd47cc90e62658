"""How studies are found: only published ones."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.delphi import states
from sextant.work.delphi.models import Study


def _study(study: Study) -> EntryDraft | None:
    if study.state != states.PUBLISHED:
        return None
    asked = " ".join(f"{one.text_ru} {one.text_en}" for one in study.items.all())
    return EntryDraft(
        title_ru=study.title_ru,
        title_en=study.title_en,
        url_name="delphi:study",
        url_args=(study.pk,),
        summary_ru=study.about_ru[:300],
        summary_en=study.about_en[:300],
        text=asked,
        audience="public",
    )


STUDIES = Searchable(
    "delphi.study", Study, _study, _("Delphi studies"), lambda: Study.objects.filter(state=states.PUBLISHED).prefetch_related("items")
)
