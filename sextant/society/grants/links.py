"""The recipient's own link: it opens one grant without a log-in, and becomes void when the grant gets a new key."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404

from sextant.society.grants.models import Grant, GrantFile, GrantReport

_signer = signing.Signer(salt="grants.grant")


def token_of(grant: Grant) -> str:
    """The signed part of the link; the same for the same key."""
    return _signer.sign_object([grant.pk, grant.key])


def grant_at(token: str) -> Grant:
    """The grant of a link; 404 for a link that was altered or made void, and for grants that are only described."""
    try:
        pk, key = _signer.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    found = Grant.objects.with_all().filter(pk=pk, key=key).exclude(key="").first()
    if found is None:
        raise Http404
    return found


def report_at(token: str, report: int) -> GrantReport:
    """A report of the grant of a link; 404 for reports of other grants."""
    grant = grant_at(token)
    found: GrantReport = get_object_or_404(GrantReport, pk=report, grant=grant)
    found.grant = grant
    return found


def file_at(token: str, file: int) -> GrantFile:
    """A paper of a report of the grant of a link; 404 for papers of other grants."""
    grant = grant_at(token)
    found: GrantFile = get_object_or_404(GrantFile.objects.select_related("report__grant"), pk=file, report__grant=grant)
    return found
