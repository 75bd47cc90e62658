"""How far a finding has come, written beside it."""

from sextant.work.practice.models import Finding
from sextant.work.practice.queries.path import stage_of


def settle_stage(finding: Finding) -> Finding:
    """Writes the stage that follows from the tables; called within the transaction of whatever changed them."""
    finding.stage, finding.stage_since = stage_of(finding)
    Finding.objects.filter(pk=finding.pk).update(stage=finding.stage, stage_since=finding.stage_since)
    return finding
