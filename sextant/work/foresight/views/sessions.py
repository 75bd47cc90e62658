"""Sessions: the list, one session, planning it, and moving it on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.ui.paging import paged
from sextant.society.agenda.queries.agendas import current_agenda
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.foresight import rules, states
from sextant.work.foresight.actions import agendas
from sextant.work.foresight.actions import sessions as keeping
from sextant.work.foresight.forms.sessions import SessionForm
from sextant.work.foresight.models import Session
from sextant.work.foresight.queries.links import token_of
from sextant.work.foresight.queries.sessions import SESSIONS, duties_in, groups_of, place_of, sessions_for


@decided_by(anyone)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Sessions held, open and planned."""
    return render(request, "foresight/overview.html", {"page": paged(request, sessions_for(request.user)), "keeps": rules.may_keep(request.user)})


@decided_by(rules.may_see, SESSIONS)
@require_safe
def session(request: HttpRequest, session: Session) -> HttpResponse:
    """One session: its groups, how far it is, one's own place, and for those with a duty what comes next."""
    steers = rules.may_steer(request.user, session)
    place = place_of(session, request.user)
    shown = {
        "session": session,
        "groups": groups_of(session),
        "keeps": rules.may_keep(request.user),
        "steers": steers,
        "shows": rules.may_show(request.user, session),
        "takes_votes": rules.may_take_votes(request.user, session),
        "duties": duties_in(session) if steers else [],
        "own_groups": {group for key, group in rules.duties_of(request.user) if key == session.pk},
        "place": token_of(place) if place is not None else "",
    }
    return render(request, "foresight/session.html", shown)


@decided_by(logged_in)
@require_safe
def mine(request: UserRequest, pk: int) -> HttpResponse:
    """The logged-in user's place in a session."""
    session = Session.objects.filter(pk=pk).first()
    place = place_of(session, request.user) if session is not None else None
    if place is None:
        messages.error(request, _("You have no place in this session. Ask the organisers to invite you by the address of your account."))
        return redirect("foresight:overview")
    return redirect("foresight:place", token_of(place))


@decided_by(rules.may_keep)
def new_session(request: UserRequest) -> HttpResponse:
    """Plans a session."""
    form = SessionForm(request.POST or None, initial={"base_agenda": current_agenda()})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, keeping.plan_session, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The session is planned. Look at its groups, give duties, and list whom to invite."))
            return redirect(made)
    shown = {"form": form, "title": _("Plan a foresight session"), "back": reverse("foresight:overview")}
    return render(request, "foresight/form.html", shown)


@decided_by(rules.may_keep, SESSIONS)
def edit_session(request: UserRequest, session: Session) -> HttpResponse:
    """Changes what was planned."""
    form = SessionForm(request.POST or None, instance=SESSIONS.get(pk=session.pk))
    if request.method == "POST" and form.is_valid():
        if attempt(form, keeping.change_session, session, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, pgettext("foresight", "The session is saved."))
            return redirect(session)
    return render(request, "foresight/form.html", {"form": form, "title": _("Change the session"), "back": session.get_absolute_url()})


@decided_by(rules.may_keep, SESSIONS)
def move_session(request: UserRequest, session: Session) -> HttpResponse:
    """Asks, then goes on to the next state."""
    to = request.POST.get("to") or request.GET.get("to", "")
    if to not in dict(session.moves):
        messages.error(request, _("The session stands otherwise by now. Look at its page again."))
        return redirect(session)
    if request.method == "POST":
        carried_out(request, _("Done."), keeping.move_session, session, to=to, by=request.user)
        return redirect(session)
    sentences = {
        states.INVITED: _("Everybody on the list gets a letter with a link of one's own."),
        states.OPEN: _("Participants can answer and write from now on."),
        states.DECIDING: _("Nobody can answer or write from now on; the committee decides on proposals."),
        states.CLOSED: _("Nothing changes in the session any more. The anonymous tables of answers can be taken then."),
    }
    shown = {"title": dict(session.moves)[to], "sentence": sentences[to], "verb": dict(session.moves)[to], "back": session.get_absolute_url()}
    return render(request, "foresight/move.html", {**shown, "to": to})


@decided_by(rules.may_show, SESSIONS)
@require_POST
def show_results(request: UserRequest, session: Session) -> HttpResponse:
    """Lets the screens show results, or hides them."""
    shown = request.POST.get("shown") == "yes"
    done = _("The screens show what unites and divides.") if shown else _("The screens show numbers only.")
    carried_out(request, done, keeping.show_results, session, shown=shown, by=request.user)
    return redirect(session)


@decided_by(rules.may_keep, SESSIONS)
@require_POST
def change_door(request: UserRequest, session: Session) -> HttpResponse:
    """A fresh code for the screen."""
    carried_out(request, _("The code on the screen is a new one; the earlier one opens nothing."), keeping.change_door, session, by=request.user)
    return redirect(session)


@decided_by(rules.may_steer, SESSIONS)
@require_POST
def gather_document(request: UserRequest, session: Session) -> HttpResponse:
    """Drafts the document out of the proposals taken in."""
    if carried_out(
        request, _("The document is drafted. Open a consultation on it, then the vote."), agendas.gather_document, session, by=request.user
    ):
        fresh = SESSIONS.select_related("document").get(pk=session.pk)
        return redirect(fresh.document) if fresh.document is not None else redirect(session)
    return redirect("foresight:proposals", session.pk)
