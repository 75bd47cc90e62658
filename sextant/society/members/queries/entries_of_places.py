"""How organisations and sections stand in the site's search."""

from django.db.models import QuerySet

from sextant.base.search.registry import EntryDraft
from sextant.society.members.models import Organisation, Section


def organisations_to_find() -> QuerySet[Organisation]:
    """All organisations with what an entry reads."""
    return Organisation.objects.select_related("region")


def entry_of_organisation(organisation: Organisation) -> EntryDraft | None:
    """Everybody's, unless the organisation asked not to be listed; nobody's once merged into another."""
    if organisation.merged_into_id is not None:
        return None
    region = organisation.region
    return EntryDraft(
        title_ru=organisation.name_ru or organisation.name_en,
        title_en=organisation.name_en or organisation.name_ru,
        url_name="members:organisation",
        url_args=(organisation.pk,),
        summary_ru=" · ".join(filter(None, (organisation.city, region.name_ru if region else ""))),
        summary_en=" · ".join(filter(None, (organisation.city, region.name_en if region else ""))),
        text=" ".join(filter(None, (organisation.short_name_ru, organisation.short_name_en, organisation.isil, organisation.tax_number))),
        audience="public" if organisation.in_directory else "office",
    )


def entry_of_section(section: Section) -> EntryDraft:
    return EntryDraft(
        title_ru=section.name_ru or section.name_en,
        title_en=section.name_en or section.name_ru,
        url_name="members:section",
        url_args=(section.code,),
        summary_ru=section.about_ru[:200],
        summary_en=section.about_en[:200],
        text=f"{section.about_ru} {section.about_en}",
        audience="public",
        weight=5,
    )
