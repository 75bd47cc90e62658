"""Work for later: the assignment, the ranking, letters with results, reminders."""

from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.lab.jury.findings import JuryError
from sextant.work.calls import states
from sextant.work.calls.actions.assigning import remind_jurors, store_assignment
from sextant.work.calls.actions.blinding import store_prepared
from sextant.work.calls.actions.bundles import drop_old_bundles, make_bundle, store_bundle
from sextant.work.calls.actions.comparing import store_resemblances
from sextant.work.calls.actions.jury import find_conflicts
from sextant.work.calls.actions.results import store_ranking, tell_result
from sextant.work.calls.models import Bundle, Call, Criterion, Entry, Stage
from sextant.work.calls.queries.jury import board_of
from sextant.work.calls.queries.results import fingerprint_of, scores_of


@job("calls.assign", title=_("Assignment of a jury"))
def assign(run: Run, stage_id: int) -> None:
    """Looks for ties, solves the assignment and stores it whole."""
    from sextant.work.calls.solving import solve

    stage = Stage.objects.select_related("call").get(pk=stage_id)
    run.progress(0, 3, str(_("Looking for conflicts of interest")))
    with run.step():
        found = find_conflicts(stage.call, now=timezone.now())
    run.progress(1, 3, str(_("Looking for the best assignment")))
    solved = solve(stage, board_of(stage))
    run.progress(2, 3, str(_("Writing the reviews")))
    with run.last_step() as result:
        kept = store_assignment(stage, solved, now=timezone.now(), by=run.job.created_by)
        result["url"] = reverse("calls:assignment", args=[stage.call.slug, stage.pk])
        result.update({"reviews": kept.reviews, "kept": kept.kept, "unfilled": len(kept.unfilled), "conflicts": found})


@job("calls.rank", title=_("Ranking of a jury"))
def rank(run: Run, stage_id: int) -> None:
    """Reckons the ranking of a stage from the scores as they are."""
    from sextant.work.calls.solving import ranked

    stage = Stage.objects.select_related("call").get(pk=stage_id)
    run.progress(0, 3, str(_("Reading the scores")))
    scores = scores_of(stage)
    weights = dict(Criterion.objects.filter(call=stage.call).values_list("pk", "weight"))
    try:
        found = ranked(stage.call, scores, weights, run.progress)
    except JuryError as refusal:
        found = {"method": "none", "prizes": 0, "places": [], "notes": [[refusal.sentence("en"), refusal.sentence("ru")]]}
    with run.last_step() as result:
        kept = store_ranking(stage, method=found["method"], result=found, fingerprint=fingerprint_of(scores, stage.call), by=run.job.created_by)
        result["url"] = reverse("calls:ranking", args=[stage.call.slug, stage.pk])
        result.update({"scores": len(scores), "ranking": kept.pk})


@job("calls.blind_entry", title=_("An entry is prepared for a blind jury"))
def blind_entry(run: Run, entry_id: int, receipt: str) -> None:
    """Takes metadata and names out of what the jury will see; an entry that was changed meanwhile is left to its own job."""
    from sextant.work.calls.blinding import prepared

    entry = Entry.objects.select_related("person", "organisation", "call").filter(pk=entry_id, receipt=receipt).first()
    if entry is None:
        return
    run.progress(0, 2, str(_("Looking for names")))
    found = prepared(entry)
    with run.last_step() as result:
        result["stored"] = store_prepared(entry, found, receipt=receipt)


@job("calls.tell_results", title=_("Letters with the results of a call"))
def tell_results(run: Run, call_id: int) -> None:
    """One letter to every author of a submitted entry."""
    keys = list(Entry.objects.filter(call=call_id, state=states.SUBMITTED).order_by("pk").values_list("pk", flat=True))
    for place, key in enumerate(keys):
        with run.step():
            tell_result(Entry.objects.select_related("call", "person__user").get(pk=key))
        run.progress(place + 1, len(keys))


@job("calls.remind", title=_("Reminders to jurors"), every=timedelta(days=1))
def remind(run: Run) -> None:
    """Three days before the last day of a stage, and on it: a letter to those who still have entries to judge."""
    today = timezone.localdate()
    days = [today, today + timedelta(days=3)]
    stages = Stage.objects.filter(kind=Stage.Kind.JURY, is_frozen=False, ends_on__in=days, call__state=states.PUBLISHED)
    for stage in stages.select_related("call").order_by("pk"):
        with run.step():
            remind_jurors(stage, now=timezone.now(), by=None)


@job("calls.bundle", title=_("All entries of a call as ZIP"))
def bundle(run: Run, bundle_id: int) -> None:
    """Writes everything submitted to a call into one file."""
    asked = Bundle.objects.select_related("call").filter(pk=bundle_id).first()
    if asked is None:
        return
    found: Bundle = asked

    def keep(path: Path, count: int) -> None:
        with run.last_step() as result:
            store_bundle(found, path, count, now=timezone.now())
            result.update({"entries": count, "url": reverse("calls:bundle", args=[found.key])})

    make_bundle(found, run.progress, keep)


@job("calls.drop_bundles", title=_("Old ZIP files of entries are taken away"), every=timedelta(days=1))
def drop_bundles(run: Run) -> None:
    """A week after they were made."""
    with run.last_step() as result:
        result["dropped"] = drop_old_bundles()


@job("calls.compare", title=_("Entries are compared with earlier ones"))
def compare(run: Run, call_id: int) -> None:
    """Which entries of a call repeat what was submitted before, to this call or another."""
    from sextant.work.calls.comparing import resemblances

    call = Call.objects.get(pk=call_id)
    run.progress(0, 2, str(_("Comparing texts")))
    found = resemblances(call)
    with run.last_step() as result:
        result.update({"found": store_resemblances(call, found), "url": reverse("calls:entries", args=[call.slug])})
