"""For everybody: open calls, one call, its calendar file, the announced results, checking a diploma."""

from datetime import UTC
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.links import full_url
from sextant.society.members.queries.people import person_of
from sextant.work.calls import rules, states
from sextant.work.calls.forms.entries import BeginForm
from sextant.work.calls.models import Award, Call, Entry, Stage
from sextant.work.calls.queries.eligibility import conditions_in_words, eligibility
from sextant.work.calls.queries.entries import deadline_for, may_still_send
from sextant.work.calls.queries.results import latest_ranking, placed, votes_of, winners_of
from sextant.work.calls.queries.tables import calls_table, protocol_table

WITH_SECTION = Call.objects.select_related("section", "fund")


@decided_by(anyone)
@require_safe
def calls(request: HttpRequest) -> HttpResponseBase:
    """Calls that take entries now, those to come, and what was announced."""
    now = timezone.now()
    rows = WITH_SECTION.filter(state__in=[states.PUBLISHED, states.DECIDED, states.ANNOUNCED]).prefetch_related("prizes")
    if "format" in request.GET:
        return download(calls_table(rows), request.GET["format"])
    groups: dict[str, list[Call]] = {"open": [], "coming": [], "judged": [], "announced": []}
    for call in rows:
        groups[_group(call, now)].append(call)
    groups["open"].sort(key=lambda call: call.closes_at)
    return render(request, "calls/calls.html", {"groups": groups, "begins": rules.may_begin(request.user), "any": any(groups.values())})


def _group(call: Call, now: Any) -> str:
    if call.state == states.ANNOUNCED:
        return "announced"
    if now < call.opens_at:
        return "coming"
    return "open" if call.takes_entries(now) else "judged"


@decided_by(anyone)
@require_safe
def feed(request: HttpRequest) -> JsonResponse:
    """Calls that take entries now, for programs."""
    now = timezone.now()
    rows = [call for call in WITH_SECTION.filter(state=states.PUBLISHED) if call.takes_entries(now)]
    found = [
        {
            "slug": call.slug,
            "kind": call.kind,
            "title": {"ru": call.title_ru, "en": call.title_en},
            "summary": {"ru": call.summary_ru, "en": call.summary_en},
            "opens_at": call.opens_at,
            "closes_at": call.closes_at,
            "time_zone": call.time_zone,
            "url": full_url(f"/{code}/calls/{call.slug}/") if (code := request.path.split("/")[1]) else "",
        }
        for call in rows
    ]
    return JsonResponse({"calls": found}, json_dumps_params={"ensure_ascii": False})


@decided_by(rules.may_see_call, WITH_SECTION)
@require_safe
def call(request: HttpRequest, call: Call) -> HttpResponse:
    """Everything about one call, and what the reader may do with it."""
    now, person = timezone.now(), person_of(request.user)
    mine = list(Entry.objects.filter(call=call, person=person)) if person else []
    juror = rules.juror_of(request.user, call)
    findings = eligibility(call, person) if person and call.state == states.PUBLISHED else []
    shown = {
        "call": call,
        "now": now,
        "takes": may_still_send(call, person, now),
        "deadline": deadline_for(call, person),
        "person": person,
        "mine": mine,
        "may_begin": not mine or not call.one_entry,
        "findings": findings,
        "conditions": [] if findings else conditions_in_words(call),
        "begin_form": BeginForm(),
        "runs": rules.may_run(request.user, call),
        "juror": juror,
        "stages": call.stages.all(),
        "criteria": call.criteria.all(),
        "prizes": call.prizes.select_related("category"),
        "categories": call.categories.all(),
        "winners": list(winners_of(call)) if call.state == states.ANNOUNCED else [],
        "vote": open_vote(call),
    }
    return render(request, "calls/call.html", shown)


def open_vote(call: Call) -> Stage | None:
    """The public vote that runs today, if one does."""
    today = timezone.localdate(timezone=call.zone)
    for stage in call.stages.all():
        begun = stage.starts_on is None or stage.starts_on <= today
        if call.state == states.PUBLISHED and stage.kind == Stage.Kind.VOTE and not stage.is_frozen and begun and (stage.ends_on or today) >= today:
            return stage if Entry.objects.filter(stage=stage, state=states.SUBMITTED).exists() else None
    return None


@decided_by(rules.may_see_call, Call)
@require_safe
def calendar_file(request: HttpRequest, call: Call) -> HttpResponse:
    """Opening, deadline and day of the results as an iCalendar file (RFC 5545); moments in UTC, so that every zone shows them right."""
    made = Calendar()
    made.add("prodid", "-//Sextant//calls//EN")
    made.add("version", "2.0")
    page = request.build_absolute_uri(request.path.removesuffix("calendar.ics"))
    moments: list[tuple[str, str, Any]] = [("opens", _("Opens: %(call)s"), call.opens_at), ("closes", _("Deadline: %(call)s"), call.closes_at)]
    if call.results_on:
        moments.append(("results", _("Results: %(call)s"), call.results_on))
    for code, words, moment in moments:
        event = Event()
        event.add("uid", f"call-{call.pk}-{code}@sextant")
        event.add("dtstamp", call.made_at.astimezone(UTC))
        event.add("summary", words % {"call": call.title})
        event.add("dtstart", moment.astimezone(UTC).replace(microsecond=0) if code != "results" else moment)
        event.add("url", page)
        made.add_component(event)
    answer = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{call.slug}.ics"'
    return answer


@decided_by(rules.may_see_results, WITH_SECTION)
@require_safe
def protocol(request: HttpRequest, call: Call) -> HttpResponseBase:
    """The published protocol: winners by name; every other entry by its number, with its place, score and interval, and the reason."""
    stages = []
    for stage in call.stages.all():
        ranking = latest_ranking(stage)
        votes = votes_of(stage) if stage.kind == Stage.Kind.VOTE else {}
        stages.append((stage, ranking, placed(stage, ranking) if stage.is_frozen else [], votes))
    if "format" in request.GET:
        return download(protocol_table(call, stages), request.GET["format"])
    winners = list(winners_of(call))
    named = {award.entry_id for award in winners}
    return render(request, "calls/protocol.html", {"call": call, "stages": stages, "winners": winners, "named": named})


@decided_by(anyone)
@require_safe
def verify(request: HttpRequest, key: str) -> HttpResponse:
    """Whether a diploma is genuine: whoever holds it shows the code, and the page says what it was given for."""
    award = get_object_or_404(Award.objects.select_related("entry__call", "person", "prize"), key=key)
    return render(request, "calls/verify.html", {"award": award})
