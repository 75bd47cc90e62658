"""Staff at the door: a role for one event."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.office.actions import end_grant, grant_role
from sextant.base.permissions.models import Grant
from sextant.base.permissions.queries import scope_of
from sextant.society.events.models import Event
from sextant.society.events.rules import STAFF


@transaction.atomic
def name_staff(event: Event, *, email: str, by: User | None) -> Grant:
    """Lets somebody with a log-in check people in at this event."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise ValidationError({"email": _("Nobody logs in with this address. Ask them to make a log-in first.")})
    grant = grant_role(user=user, role=STAFF, scope=event, until=None, by=by)
    record(verb="events.name_staff", obj=event, by=by, after={"user": user.pk})
    return grant


def staff_of(event: Event) -> list[Grant]:
    """Who stands at the door, by address."""
    kind, key = scope_of(event)
    grants = Grant.objects.filter(role=STAFF, scope_kind=kind, scope_id=key, until=None)
    return list(grants.select_related("user").order_by("user__email"))


@transaction.atomic
def dismiss_staff(event: Event, *, grant: int, by: User | None) -> Event:
    """Takes the role back from today on."""
    found = next((one for one in staff_of(event) if one.pk == grant), None)
    if found is None:
        raise ValidationError(_("This person does not stand at the door of this event."))
    record(verb="events.dismiss_staff", obj=event, by=by, before={"user": found.user_id})
    end_grant(found, by=by)
    return event
