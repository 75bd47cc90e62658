"""The signed links of an alert: they confirm it and end it without a log-in."""

from django.core import signing
from django.http import Http404

from sextant.work.careers.letters import SALT
from sextant.work.careers.models import Alert


def alert_at(token: str) -> Alert:
    """The alert of a link; 404 for a link that was altered."""
    try:
        pk, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    found = Alert.objects.filter(pk=pk, key=key).first()
    if found is None:
        raise Http404
    return found
