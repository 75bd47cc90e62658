"""The coordinator's pages: the programme, its people, suggestions and proposals. What the two of a pair write is on none of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.mentoring import rules, states
from sextant.work.mentoring.actions.matching import ask_matching, drop_pair, send_proposals
from sextant.work.mentoring.actions.programmes import add_topic, keep_apart, move_programme, remove_topic, save_programme
from sextant.work.mentoring.forms.programmes import ApartForm, MatchForm, ProgrammeForm, TopicForm
from sextant.work.mentoring.models import Ending, Pair, Programme, Review, Topic
from sextant.work.mentoring.queries.programmes import counts_of, is_matching, pairs_followed, profiles_of
from sextant.work.mentoring.views.programmes import WITH_ALL


@decided_by(rules.is_office)
def new_programme(request: UserRequest) -> HttpResponse:
    """Draws up a programme."""
    form = ProgrammeForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, save_programme, None, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The draft is there. Add topics, then open it."))
            return redirect("mentoring:coordinate", made.pk)
    return render(request, "mentoring/edit_programme.html", {"form": form}, status=400 if form.is_bound else 200)


@decided_by(rules.may_coordinate, WITH_ALL)
def edit_programme(request: UserRequest, programme: Programme) -> HttpResponse:
    """Changes a programme."""
    form = ProgrammeForm(request.POST or None, instance=programme)
    if form.is_valid() and attempt(form, save_programme, programme, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The programme is saved."))
        return redirect("mentoring:coordinate", programme.pk)
    shown = {"form": form, "programme": programme}
    return render(request, "mentoring/edit_programme.html", shown, status=400 if form.is_bound else 200)


def _of_others(rows: Any, programme: Programme, user: Any) -> Any:
    """Reviews or reasons of a programme without those of pairs the coordinator belongs to."""
    return rows.filter(pair__programme=programme).exclude(pair__mentor__user=user).exclude(pair__mentee__user=user)


def _page(request: HttpRequest, programme: Programme, **bound: Any) -> HttpResponse:
    language, waits = (get_language() or "ru")[:2], is_matching(programme)
    pairs = list(pairs_followed(programme))
    suggested = [(pair, [one[language] for one in pair.reasons]) for pair in pairs if pair.state == states.SUGGESTED]
    people = [(one, one.obstacle.get(language)) for one in profiles_of(programme)]
    shown = {
        "programme": programme,
        "counts": counts_of(programme),
        "topics": programme.topics.all(),
        "suggested": suggested,
        "pairs": [pair for pair in pairs if pair.state != states.SUGGESTED],
        "people": people,
        "reviews": _of_others(Review.objects.select_related("pair__mentor", "pair__mentee", "author"), programme, request.user),
        "endings": _of_others(Ending.objects.select_related("pair__mentor", "pair__mentee"), programme, request.user),
        "moves": sorted(states.PROGRAMME_MOVES[programme.state]),
        "topic_form": TopicForm(prefix="topic"),
        "match_form": MatchForm(initial={"method": "optimal"}) if programme.state == states.OPEN and not waits else None,
        "waits": waits,
        "apart_form": ApartForm(prefix="apart", programme=programme),
        **bound,
    }
    return render(request, "mentoring/coordinate.html", shown, status=400 if bound else 200)


@decided_by(rules.may_coordinate, WITH_ALL)
@require_safe
def coordinate(request: HttpRequest, programme: Programme) -> HttpResponse:
    """People, suggestions with their reasons, pairs with their numbers, closing reviews."""
    return _page(request, programme)


@decided_by(rules.may_coordinate, WITH_ALL)
@require_POST
def move(request: UserRequest, programme: Programme) -> HttpResponse:
    """Opens or ends the programme."""
    carried_out(request, _("Done."), move_programme, programme, target=request.POST.get("target", ""), by=request.user)
    return redirect("mentoring:coordinate", programme.pk)


@decided_by(rules.may_coordinate, WITH_ALL)
@require_POST
def add_topic_to(request: UserRequest, programme: Programme) -> HttpResponse:
    """Adds a topic."""
    form = TopicForm(request.POST, prefix="topic")
    if form.is_valid() and attempt(form, add_topic, programme, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The topic is added."))
        return redirect("mentoring:coordinate", programme.pk)
    return _page(request, programme, topic_form=form)


@decided_by(rules.may_keep_topic, Topic.objects.select_related("programme__section"))
@require_POST
def take_topic_off(request: UserRequest, topic: Topic) -> HttpResponse:
    """Takes a topic away."""
    programme = topic.programme_id
    carried_out(request, _("The topic is removed."), remove_topic, topic, by=request.user)
    return redirect("mentoring:coordinate", programme)


@decided_by(rules.may_coordinate, WITH_ALL)
@require_POST
def match(request: UserRequest, programme: Programme) -> HttpResponse:
    """Asks for pairs; a job finds them."""
    form = MatchForm(request.POST)
    if form.is_valid() and attempt(form, ask_matching, programme, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The pairs are being worked out. Look again in a minute."))
        return redirect("mentoring:coordinate", programme.pk)
    return _page(request, programme, match_form=form)


@decided_by(rules.may_coordinate, WITH_ALL)
@require_POST
def propose(request: UserRequest, programme: Programme) -> HttpResponse:
    """Sends the suggestions to those they are about."""
    done = _("The pairs are proposed; everybody without one is told why.")
    carried_out(request, done, send_proposals, programme, by=request.user)
    return redirect("mentoring:coordinate", programme.pk)


@decided_by(rules.may_coordinate, WITH_ALL)
@require_POST
def apart(request: UserRequest, programme: Programme) -> HttpResponse:
    """Keeps two apart."""
    form = ApartForm(request.POST, prefix="apart", programme=programme)
    if form.is_valid() and attempt(form, keep_apart, form.cleaned_data["mentor"], form.cleaned_data["mentee"], by=request.user) is not None:
        messages.success(request, _("These two are kept apart."))
        return redirect("mentoring:coordinate", programme.pk)
    return _page(request, programme, apart_form=form)


@decided_by(rules.may_follow, Pair.objects.select_related("programme__section"))
@require_POST
def drop(request: UserRequest, pair: Pair) -> HttpResponse:
    """Puts a suggestion or a proposal aside."""
    carried_out(request, _("The pair is put aside."), drop_pair, pair, by=request.user)
    return redirect("mentoring:coordinate", pair.programme_id)
