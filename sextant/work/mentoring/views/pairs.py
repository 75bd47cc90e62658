"""What belongs to the two of a pair. No role opens these pages: only being one of the two does."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.mentoring import rules, states
from sextant.work.mentoring.actions.pairs import (
    accept_pair,
    add_goal,
    add_meeting,
    begin_closing,
    decline_pair,
    leave_pair,
    side_of,
    turn_goal,
    write_note,
    write_review,
)
from sextant.work.mentoring.calendar_file import calendar_of
from sextant.work.mentoring.forms.pairs import GoalForm, LeaveForm, MeetingForm, NoteForm, ReviewForm
from sextant.work.mentoring.models import Goal, Pair, Profile

PAIRS = Pair.objects.select_related("programme", "mentor", "mentee")


def _person(request: HttpRequest) -> Any:
    return request.user.person  # type: ignore[union-attr]


def _page(request: HttpRequest, pair: Pair, **bound: Any) -> HttpResponse:
    side, person = side_of(pair, _person(request)), _person(request)
    other = pair.mentee if side == "mentor" else pair.mentor
    role = Profile.Role.MENTEE if side == "mentor" else Profile.Role.MENTOR
    works, language = pair.state in states.WORKING, (get_language() or "ru")[:2]
    reviews = list(pair.reviews.select_related("author"))
    reviewed = any(one.author_id == person.pk for one in reviews)
    shown = {
        "pair": pair,
        "other": other,
        "other_profile": Profile.objects.filter(programme=pair.programme_id, person=other, role=role).prefetch_related("topics").first(),
        "reasons": [one[language] for one in pair.reasons],
        "agreed": getattr(pair, f"{side}_agreed_on"),
        "works": works,
        "goals": pair.goals.all(),
        "meetings": pair.meetings.all(),
        "notes": pair.notes.select_related("author"),
        "reviews": [one for one in reviews if one.author_id == person.pk or (one.is_shared and pair.state == states.CLOSED)],
        "leave_form": LeaveForm(prefix="leave"),
        "goal_form": GoalForm(prefix="goal"),
        "meeting_form": MeetingForm(prefix="meeting"),
        "note_form": NoteForm(prefix="note"),
        "review_form": ReviewForm(prefix="review") if pair.state == states.CLOSING and not reviewed else None,
        **bound,
    }
    return render(request, "mentoring/pair.html", shown, status=400 if bound else 200)


@decided_by(rules.is_of_pair, PAIRS)
@require_safe
def pair(request: HttpRequest, pair: Pair) -> HttpResponse:
    """With whom and why; once both agreed: goals, meetings, notes, the review."""
    return _page(request, pair)


@decided_by(rules.is_of_pair, PAIRS)
@require_POST
def accept(request: UserRequest, pair: Pair) -> HttpResponse:
    """Says yes."""
    done = _("You agreed. The pair begins once the other side has agreed too.")
    carried_out(request, done, accept_pair, pair, person=_person(request), on=timezone.localdate(), by=request.user)
    return redirect("mentoring:pair", pair.pk)


@decided_by(rules.is_of_pair, PAIRS)
@require_POST
def decline(request: UserRequest, pair: Pair) -> HttpResponse:
    """Says no."""
    form = LeaveForm(request.POST, prefix="leave")
    if form.is_valid() and attempt(form, decline_pair, pair, person=_person(request), reason=form.cleaned_data["reason"]) is not None:
        messages.success(request, _("The pair does not come about. Nobody is told who said no."))
        return redirect("mentoring:mine")
    return _page(request, pair, leave_form=form)


@decided_by(rules.may_work, PAIRS)
@require_POST
def leave(request: UserRequest, pair: Pair) -> HttpResponse:
    """The safe exit."""
    form = LeaveForm(request.POST, prefix="leave")
    given = {"person": _person(request), "on": timezone.localdate()}
    if form.is_valid() and attempt(form, leave_pair, pair, reason=form.cleaned_data["reason"], **given) is not None:
        messages.success(request, _("The pair is ended. Nobody is told who asked for it."))
        return redirect("mentoring:mine")
    return _page(request, pair, leave_form=form)


@decided_by(rules.may_work, PAIRS)
@require_POST
def close(request: UserRequest, pair: Pair) -> HttpResponse:
    """Asks both to look back."""
    carried_out(request, _("Look back now; the other side is asked too."), begin_closing, pair, by=request.user)
    return redirect("mentoring:pair", pair.pk)


@decided_by(rules.may_work, PAIRS)
@require_POST
def review(request: UserRequest, pair: Pair) -> HttpResponse:
    """Says how it was."""
    form = ReviewForm(request.POST, prefix="review")
    given = {"person": _person(request), "on": timezone.localdate(), "by": request.user}
    if form.is_valid() and attempt(form, write_review, pair, **given, **form.cleaned_data) is not None:
        messages.success(request, _("Thank you for looking back."))
        return redirect("mentoring:pair", pair.pk)
    return _page(request, pair, review_form=form)


@decided_by(rules.may_work, PAIRS)
@require_POST
def goal(request: UserRequest, pair: Pair) -> HttpResponse:
    """Sets a goal."""
    form = GoalForm(request.POST, prefix="goal")
    if form.is_valid() and attempt(form, add_goal, pair, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The goal is set."))
        return redirect("mentoring:pair", pair.pk)
    return _page(request, pair, goal_form=form)


@decided_by(rules.is_of_goal, Goal.objects.select_related("pair__mentor", "pair__mentee"))
@require_POST
def turn(request: UserRequest, goal: Goal) -> HttpResponse:
    """Reached, or not after all."""
    carried_out(request, _("The goal is marked."), turn_goal, goal, on=timezone.localdate(), by=request.user)
    return redirect("mentoring:pair", goal.pair_id)


@decided_by(rules.may_work, PAIRS)
@require_POST
def meeting(request: UserRequest, pair: Pair) -> HttpResponse:
    """Notes a meeting."""
    form = MeetingForm(request.POST, prefix="meeting")
    if form.is_valid() and attempt(form, add_meeting, pair, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The meeting is noted."))
        return redirect("mentoring:pair", pair.pk)
    return _page(request, pair, meeting_form=form)


@decided_by(rules.is_of_pair, PAIRS)
@require_safe
def calendar(request: HttpRequest, pair: Pair) -> HttpResponse:
    """The meetings as a calendar file."""
    headers = {"Content-Disposition": f'attachment; filename="mentoring-{pair.pk}.ics"', "Cache-Control": "private, no-store"}
    return HttpResponse(calendar_of(pair, pair.meetings.all(), timezone.now()), content_type="text/calendar; charset=utf-8", headers=headers)


@decided_by(rules.may_work, PAIRS)
@require_POST
def note(request: UserRequest, pair: Pair) -> HttpResponse:
    """Writes a note for the two."""
    form = NoteForm(request.POST, prefix="note")
    if form.is_valid() and attempt(form, write_note, pair, person=_person(request), by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The note is written."))
        return redirect("mentoring:pair", pair.pk)
    return _page(request, pair, note_form=form)
