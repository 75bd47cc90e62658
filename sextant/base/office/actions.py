"""Giving a role and taking it back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.models import Grant
from sextant.base.permissions.queries import scope_of
from sextant.base.permissions.roles import role as role_word


@transaction.atomic
def grant_role(
    *, user: User, role: str, scope: models.Model | None = None, since: date | None = None, until: date | None = None, by: User | None
) -> Grant:
    """Gives the role from `since` (today) to `until` (open); giving it twice from the same day returns the grant there is."""
    word = role_word(role)
    if not word.grantable:
        raise ValidationError(_("The role “%(role)s” follows from facts and cannot be given by hand.") % {"role": word.name})
    kind, key = scope_of(scope)
    grant, made = Grant.objects.get_or_create(
        user=user, role=role, scope_kind=kind, scope_id=key, since=since or timezone.localdate(), defaults={"until": until}
    )
    if made:
        record(verb="permissions.grant_role", obj=grant, by=by, after={"role": role, "scope": f"{kind}:{key}"}, personal_after={"user": user.email})
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, by: User | None) -> Grant:
    """Ends the grant yesterday, so that it no longer holds today; a grant that began today is removed."""
    record(verb="permissions.end_grant", obj=grant, by=by, before={"role": grant.role}, personal_before={"user": grant.user.email})
    yesterday = timezone.localdate() - timedelta(days=1)
    if grant.since > yesterday:
        grant.delete()
        return grant
    grant.until = yesterday
    grant.save(update_fields=["until"])
    return grant
