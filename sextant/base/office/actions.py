"""Adding a user; giving a role and taking it back; shutting a user out and letting him in again."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.models import Grant
from sextant.base.permissions.queries import scope_of
from sextant.base.permissions.roles import role as role_word


@transaction.atomic
def add_user(
    *, email: str, password: str | None = None, display_name: str = "", language: str = "ru", superuser: bool = False, by: User | None
) -> User:
    """Makes a log-in whose address counts as confirmed. Without a password the user sets one by a link of `queries.password_link`."""
    email = email.strip().lower()
    validate_email(email)
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("There is a user with the address %(email)s already.") % {"email": email})
    make = User.objects.create_superuser if superuser else User.objects.create_user
    if password is not None:
        validate_password(password, User(email=email, display_name=display_name))
    user = make(email, password, display_name=display_name.strip(), language=language)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record(verb="accounts.add_user", obj=user, by=by, after={"is_superuser": superuser}, personal_after={"email": email})
    return user


@transaction.atomic
def grant_role(
    *, user: User, role: str, scope: models.Model | None = None, since: date | None = None, until: date | None = None, by: User | None
) -> Grant:
    """Gives the role from `since` (today) to `until` (open). Where a grant already holds from then on, that one is returned."""
    word, since = role_word(role), since or timezone.localdate()
    if not word.grantable:
        raise ValidationError(_("The role “%(role)s” follows from facts and cannot be given by hand.") % {"role": word.name})
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day lies before the first one.")})
    kind, key = scope_of(scope)
    same = Grant.objects.filter(user=user, role=role, scope_kind=kind, scope_id=key, since__lte=since)
    earlier = same.filter(Q(until=None) | Q(since=since)).first()
    if earlier is not None:
        return earlier
    grant = Grant.objects.create(user=user, role=role, scope_kind=kind, scope_id=key, since=since, until=until)
    after = {"role": role, "scope": f"{kind}:{key}" if kind else "", "since": since, "until": until}
    record(verb="permissions.grant_role", obj=user, by=by, after=after)
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, by: User | None) -> Grant:
    """Ends the grant yesterday, so that it no longer holds today; a grant that began today or later is removed."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if grant.until is not None and grant.until <= yesterday:
        raise ValidationError(_("This role has ended already."))
    scope = f"{grant.scope_kind}:{grant.scope_id}" if grant.scope_kind else ""
    record(verb="permissions.end_grant", obj=grant.user, by=by, before={"role": grant.role, "scope": scope, "since": grant.since})
    if grant.since > yesterday:
        grant.delete()
        return grant
    grant.until = yesterday
    grant.save(update_fields=["until"])
    return grant


def _end_sessions(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def end_sessions(user: User, *, by: User | None) -> int:
    """Logs the user out in every browser; returns how many there were."""
    number = _end_sessions(user)
    record(verb="accounts.end_sessions", obj=user, by=by, after={"sessions": number})
    return number


@transaction.atomic
def deactivate_user(user: User, *, by: User | None) -> User:
    """Shuts a user out: no log-in, no token, no role, until he is let in again. Nothing he did is changed."""
    if by is not None and by.pk == user.pk:
        raise ValidationError(_("You cannot shut yourself out. Ask another officer to do it."))
    if not user.is_active:
        raise ValidationError(_("This user has been shut out already."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    record(verb="accounts.deactivate_user", obj=user, by=by, before={"is_active": True}, after={"is_active": False})
    return user


@transaction.atomic
def reactivate_user(user: User, *, by: User | None) -> User:
    """Lets a user in again, with the roles that still hold."""
    if user.is_active:
        raise ValidationError(_("This user may log in already."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(verb="accounts.reactivate_user", obj=user, by=by, before={"is_active": False}, after={"is_active": True})
    return user
