"""How people and organisations stand in the site's search: an entry holds only what its whole audience may read."""

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from sextant.base.search.registry import EntryDraft
from sextant.society.members.models import Affiliation, Person


def people_to_find() -> QuerySet[Person]:
    """All people with what an entry reads already joined."""
    current = Affiliation.objects.filter(Q(until=None) | Q(until__gte=timezone.localdate())).select_related("organisation")
    return Person.objects.select_related("privacy", "region").prefetch_related(Prefetch("affiliations", queryset=current, to_attr="current_places"))


def entry_of_person(person: Person) -> EntryDraft | None:
    """Nobody's entry for one merged or erased; the public one names the speciality, that of members the place of work too."""
    if person.merged_into_id or person.erased_at:
        return None
    switches = person.openness
    audience = "public" if switches.public_page else "members" if switches.in_directory else "office"
    summary_ru, summary_en, text = [person.speciality_ru], [person.speciality_en], person.latin_name
    if audience != "public":
        places = getattr(person, "current_places", None)
        if places is None:
            places = Affiliation.objects.filter(Q(until=None) | Q(until__gte=timezone.localdate()), person=person).select_related("organisation")
        summary_ru += [place.organisation.name_ru or place.organisation.name_en for place in places] + [person.city]
        summary_en += [place.organisation.name_en or place.organisation.name_ru for place in places] + [person.city]
    return EntryDraft(
        title_ru=person.full_name,
        title_en=person.latin_name or person.full_name,
        url_name="members:person",
        url_args=(person.pk,),
        summary_ru=" · ".join(filter(None, summary_ru)),
        summary_en=" · ".join(filter(None, summary_en)),
        text=text,
        audience=audience,
    )
