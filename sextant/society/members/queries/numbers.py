"""How large the association is today."""

from django.utils import timezone

from sextant.society.members.models import Organisation, Region, Section
from sextant.society.members.queries.standing import organisations_in_good_standing, people_in_good_standing


def numbers_of_today() -> dict[str, int]:
    """People and organisations in good standing, open sections, listed organisations, and regions with a member organisation."""
    today = timezone.localdate()
    good = organisations_in_good_standing(today)
    return {
        "people": people_in_good_standing(today).count(),
        "organisations": good.count(),
        "sections": Section.objects.filter(closed_on=None).count(),
        "listed": Organisation.objects.filter(in_directory=True, merged_into=None).count(),
        "regions": Region.objects.filter(organisations__in=good.values("pk")).distinct().count(),
    }
