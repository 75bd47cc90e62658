"""How a library of the statistics is found: by its name, its key and its place."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.work.returns.models import Library


def _entry(library: Library) -> EntryDraft:
    place = " ".join(str(library.attributes.get(name, "")) for name in ("city", "county", "district", "address"))
    summary_ru, summary_en = library.collection.name_ru, library.collection.name_en
    return EntryDraft(
        title_ru=library.name,
        title_en=library.name,
        url_name="returns:library",
        url_args=(library.pk,),
        summary_ru=f"{summary_ru}, {library.region}" if library.region else summary_ru,
        summary_en=f"{summary_en}, {library.region}" if library.region else summary_en,
        text=f"{library.key} {place}",
        audience="public",
        weight=-1,
    )


LIBRARIES = Searchable("returns.library", Library, _entry, _("Libraries in the statistics"), lambda: Library.objects.select_related("collection"))
