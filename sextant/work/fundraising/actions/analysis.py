"""What is computed of donors: asked for, and kept with the fingerprint of what it was computed from."""

from datetime import date
from typing import Any

from django.db import transaction

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.work.fundraising.models import Analysis, Score

KEPT = 5


@transaction.atomic
def ask_analysis(*, until: date, by: User | None) -> Analysis:
    """Queues the computation over all gifts through a day; one that waits already is the one."""
    waiting = Analysis.objects.filter(state="waiting").first()
    if waiting is not None:
        return waiting
    analysis = Analysis.objects.create(until=until, made_by=by)
    analysis.job = after_commit("fundraising.analyse", by=by, analysis_id=analysis.pk)
    analysis.save(update_fields=["job"])
    record(verb="fundraising.ask_analysis", obj=analysis, by=by, after={"until": until})
    return analysis


@transaction.atomic
def keep_analysis(analysis: Analysis, *, inputs: str, gifts: int, parts: dict[str, Any], scores: list[Score]) -> Analysis:
    """Keeps what was computed; the scores of earlier analyses go, their parts stay, the oldest go whole."""
    analysis = Analysis.objects.select_for_update().get(pk=analysis.pk)
    Score.objects.exclude(analysis=analysis).delete()
    for score in scores:
        score.analysis = analysis
    Score.objects.bulk_create(scores, batch_size=1000)
    analysis.inputs, analysis.gifts, analysis.donors, analysis.parts, analysis.state = inputs, gifts, len(scores), parts, "done"
    analysis.save()
    old = Analysis.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
    Analysis.objects.filter(pk__in=list(old)).delete()
    record(verb="fundraising.keep_analysis", obj=analysis, after={"inputs": inputs, "gifts": gifts, "donors": len(scores)})
    return analysis


@transaction.atomic
def fail_analysis(analysis: Analysis, *, sentence: str) -> Analysis:
    """Keeps why nothing could be computed."""
    Analysis.objects.filter(pk=analysis.pk).update(state="failed", sentence=sentence)
    analysis.refresh_from_db()
    record(verb="fundraising.fail_analysis", obj=analysis, after={"sentence": sentence})
    return analysis
