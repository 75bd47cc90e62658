"""What this house holds about a person beyond the rows that point to them: invitations to the same address, and answers given by them."""

from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Person
from sextant.society.members.queries.held import HeldSection
from sextant.society.surveys.models import Invitation, Response


def invitations_held(person: Person) -> HeldSection | None:
    """Surveys that the person's address was invited to, with the answers where they carry names."""
    if not person.email:
        return None
    invitations = list(Invitation.objects.filter(person=None, email__iexact=person.email).select_related("survey").order_by("pk"))
    answers = {one.invitation_id: one.answers for one in Response.objects.filter(invitation__in=invitations)}
    rows = [{"survey": one.survey.code, "email": one.email, "name": one.name, "answers": answers.get(one.pk, {})} for one in invitations]
    return HeldSection(_("Invitations to surveys"), rows) if rows else None
