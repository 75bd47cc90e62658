"""Working out which libraries of a year are alike."""

from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.returns.actions.peers import keep_peers
from sextant.work.returns.actions.protection import keep_figures
from sextant.work.returns.models import YearRelease
from sextant.work.returns.queries.protection import rule_of
from sextant.work.returns.reckoning.clustering import work_out
from sextant.work.returns.reckoning.figuring import figures_again


@job("returns.group_libraries", title=_("Groups of libraries alike"), tries=2)
def group_libraries(run: Run, release_id: int) -> None:
    """Works out traits and groups; a year that changes meanwhile has queued its own."""
    release = YearRelease.objects.select_related("collection").filter(pk=release_id).first()
    if release is None:
        return
    fingerprint = release.fingerprint
    found = work_out(release, rule_of(release.collection))
    with run.last_step() as result:
        keep_peers(release, found, fingerprint=fingerprint)
        result.update({"libraries": len(found.traits), "groups": len(found.groups)})


@job("returns.figure_again", title=_("Figures of groups under a rule of protection"), tries=2)
def figure_again(run: Run, release_id: int) -> None:
    """Works the figures of a year's groups out anew; one that was stored meanwhile has kept the rule already."""
    release = YearRelease.objects.select_related("collection").filter(pk=release_id).first()
    if release is None or not release.libraries:
        return
    figures = figures_again(release, rule_of(release.collection))
    with run.last_step() as result:
        result["figures"] = len(figures) if keep_figures(release, figures) else 0
