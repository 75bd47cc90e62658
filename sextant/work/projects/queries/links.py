"""The signed address by which a funder reads a published report without a log-in."""

from django.core.signing import BadSignature, Signer

from sextant.work.projects.models import Report

_signer = Signer(salt="projects.report", sep=".")


def token_of(report: Report) -> str:
    return _signer.sign(str(report.pk))


def report_of(token: str) -> Report | None:
    """The published report of a token; None for one never given out, or a report that is not published."""
    try:
        key = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Report.objects.filter(pk=key, published_at__isnull=False).select_related("project", "agreement").first()
