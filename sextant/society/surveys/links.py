"""Secrets in addresses: the page on which one answers, and invitations; and the digest by which one answers once."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core import signing
from django.http import Http404

from sextant.base.ui.errors import DeadLink
from sextant.society.surveys.models import Invitation, Response, Survey

_invitation = signing.Signer(salt="surveys.invitation", sep=".")


def new_key() -> str:
    """The secret of one person's answers, never stored as it is."""
    return secrets.token_urlsafe(24)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def used_digest(survey: Survey, who: str) -> str:
    """What stands in `UsedKey` for `person:12` or `invitation:7`: keyed with the site's secret, so that nobody without it can try people out."""
    words = f"surveys.used:{survey.pk}:{who}"
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def response_at(key: str) -> Response:
    """The answers of a link; 404 for one that is unknown."""
    found = Response.objects.select_related("survey__section", "survey__plan", "person", "invitation").filter(digest=digest_of(key)).first()
    if found is None:
        raise Http404
    return found


def invitation_token(invitation: Invitation) -> str:
    return _invitation.sign(str(invitation.pk))


def invitation_at(token: str) -> Invitation:
    """The invitation of a link; 404 for one that was altered or taken back."""
    try:
        key = _invitation.unsign(token)
    except signing.BadSignature as wrong:
        raise DeadLink from wrong
    found = Invitation.objects.select_related("survey__section", "survey__plan", "person").filter(pk=key).first()
    if found is None:
        raise DeadLink
    return found
