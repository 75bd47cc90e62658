"""What a user changes about the log-in itself: the name it shows, and tokens for the API."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import Token, User
from sextant.base.accounts.tokens import digest_of, new_token
from sextant.base.audit.actions import record

MOST_TOKENS = 20


@transaction.atomic
def change_account(*, user: User, display_name: str, language: str, by: User) -> User:
    """Changes the name the site shows and the language of letters."""
    before = {"display_name": user.display_name, "language": user.language}
    user.display_name, user.language = display_name.strip(), language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["display_name", "language"])
    after = {"display_name": user.display_name, "language": user.language}
    record(verb="security.change_account", obj=user, by=by, personal_before=before, personal_after=after)
    return user


@transaction.atomic
def make_token(*, user: User, name: str, by: User) -> tuple[Token, str]:
    """Makes a token; its text is in the answer and nowhere else, so it can be shown once only."""
    name = name.strip()
    if not name:
        raise ValidationError({"name": _("Give the token a name, so that you will know later what uses it.")})
    if user.tokens.count() >= MOST_TOKENS:
        raise ValidationError(_("You have %(most)d tokens already. Revoke one that is no longer used.") % {"most": MOST_TOKENS})
    text = new_token()
    token = Token.objects.create(user=user, name=name, digest=digest_of(text))
    record(verb="security.make_token", obj=user, by=by, after={"token": token.pk}, personal_after={"name": name})
    return token, text


@transaction.atomic
def revoke_token(token: Token, *, by: User) -> None:
    """Revokes a token: whatever uses it is refused from now on."""
    record(verb="security.revoke_token", obj=token.user, by=by, before={"token": token.pk}, personal_before={"name": token.name})
    token.delete()
