"""What is taken away when the person who received a grant is forgotten."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.audit.actions import erase_personal_values
from sextant.society.grants import states
from sextant.society.grants.models import Grant, GrantAgreement, GrantChange, GrantFile
from sextant.society.members.models import Person

GONE = "…"


@transaction.atomic
def forget_recipient(person: Person) -> int:
    """Takes away account numbers, signatures, reasons of changes, and the papers of reports; amounts and days stay. Returns how many rows.

    Refused while a grant of the person stands: somebody has to receive it, and to report.
    """
    grants = Grant.objects.filter(person=person)
    standing = grants.filter(state__in=states.STANDING).order_by("pk").first()
    if standing is not None:
        raise ValidationError(_("Grant %(number)s of this person has not ended. Close or cancel it first.") % {"number": standing.number})
    gone = grants.exclude(details="", reason="").update(details="")
    gone += GrantAgreement.objects.filter(grant__in=grants).exclude(signed_by="").update(signed_by=GONE)
    gone += GrantChange.objects.filter(grant__in=grants).update(reason=GONE)
    for paper in GrantFile.objects.filter(report__grant__in=grants):
        paper.file.delete(save=False)
        gone += paper.delete()[0]
    for key in grants.values_list("pk", flat=True):
        gone += erase_personal_values(kind="grants.grant", key=str(key))
    return gone
