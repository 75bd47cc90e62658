"""Who is invited, and who has a duty."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import Column, Table, download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.foresight import rules
from sextant.work.foresight.actions import guests
from sextant.work.foresight.actions import people as listing
from sextant.work.foresight.actions import sessions as keeping
from sextant.work.foresight.actions.letters import place_address
from sextant.work.foresight.forms.sessions import DutyForm, GroupForm, JoinForm, MoveForm, PeopleFilter, PeopleForm
from sextant.work.foresight.models import Duty, Group, Participant, Session
from sextant.work.foresight.queries.sessions import GROUPS, SESSIONS, duties_in, participants_of

PARTICIPANTS = Participant.objects.select_related("session", "group__session", "person")
DUTIES = Duty.objects.select_related("session", "group", "person")
COLUMNS = (
    Column("name", gettext_lazy("Name"), lambda row: row.name),
    Column("email", gettext_lazy("E-mail"), lambda row: row.email),
    Column("group", gettext_lazy("Group"), lambda row: row.group.code),
    Column("language", gettext_lazy("Language"), lambda row: row.language),
    Column("invited", pgettext_lazy("participant", "Invited"), lambda row: row.invited_at),
    Column("takes_part", pgettext_lazy("participant", "Takes part since"), lambda row: row.consented_at),
    Column("withdrawn", pgettext_lazy("participant", "Withdrawn"), lambda row: row.withdrawn_at),
)


@decided_by(rules.may_keep, SESSIONS)
@require_safe
def people(request: HttpRequest, session: Session) -> HttpResponseBase:
    """The list of people, and the form that adds to it."""
    form = PeopleFilter(request.GET or None, session=session)
    rows = participants_of(session, form.cleaned_data if form.is_valid() else {})
    if request.GET.get("format"):
        return download(Table(f"participants-{session.code}", COLUMNS, rows), request.GET["format"])
    shown = {"session": session, "filter": form, "page": paged(request, rows)}
    if part_wanted(request):
        return render(request, "foresight/_people.html", shown)
    return render(request, "foresight/people.html", {**shown, "form": PeopleForm()})


@decided_by(rules.may_keep, SESSIONS)
def list_people(request: UserRequest, session: Session) -> HttpResponse:
    """Takes a pasted list; lines that were refused stay in the form with their sentences."""
    form = PeopleForm(request.POST or None)
    account = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        account = attempt(form, listing.list_people, session, text=given["lines"], language=given["language"], by=request.user)
    if account is not None:
        words = ngettext("%(stored)s person is new on the list", "%(stored)s people are new on the list", account.stored) % {"stored": account.stored}
        rest = _("%(merged)s stood there before, %(refused)s lines were refused") % {"merged": account.merged, "refused": len(account.refused)}
        messages.success(request, f"{words}; {rest}.")
        if not account.refused:
            return redirect("foresight:people", session.pk)
    return render(request, "foresight/list_people.html", {"form": form, "session": session, "account": account})


@decided_by(rules.may_keep_participant, PARTICIPANTS)
@require_safe
def participant(request: HttpRequest, participant: Participant) -> HttpResponse:
    """One place: its state and its link, to be handed over by other ways than a letter. How the person answered is seen by nobody."""
    link = place_address(participant, participant.language) if participant.withdrawn_at is None else ""
    form = MoveForm(session=participant.session, initial={"group": participant.group_id})
    return render(request, "foresight/participant.html", {"participant": participant, "session": participant.session, "link": link, "form": form})


@decided_by(rules.may_keep_participant, PARTICIPANTS)
@require_POST
def withdraw(request: UserRequest, participant: Participant) -> HttpResponse:
    """Takes the place back."""
    carried_out(request, _("The place is withdrawn; its link opens nothing."), listing.withdraw_participant, participant, by=request.user)
    return redirect("foresight:participant", participant.pk)


@decided_by(rules.may_keep_participant, PARTICIPANTS)
@require_POST
def renew_link(request: UserRequest, participant: Participant) -> HttpResponse:
    """A fresh link; the earlier one opens nothing."""
    carried_out(request, _("The link is a new one; the earlier one opens nothing."), listing.renew_link, participant, by=request.user)
    return redirect("foresight:participant", participant.pk)


@decided_by(rules.may_keep_participant, PARTICIPANTS)
def join_guest(request: UserRequest, participant: Participant) -> HttpResponse:
    """Says which person of the register a guest is; the two are one voter."""
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left = attempt(form, guests.join_guest, participant, person=form.cleaned_data["person"], by=request.user)
        if left is not None:
            messages.success(request, _("The place is the person's now; the link of the guest opens nothing."))
            return redirect("foresight:participant", left.pk)
    title = _("Who is the guest %(name)s?") % {"name": participant.name}
    shown = {"form": form, "title": title, "participant": participant, "back": reverse("foresight:participant", args=[participant.pk])}
    return render(request, "foresight/form.html", shown, status=400 if form.errors else 200)


@decided_by(rules.may_keep_participant, PARTICIPANTS)
def forget_guest(request: UserRequest, participant: Participant) -> HttpResponse:
    """Asks, then erases a guest."""
    if request.method == "POST":
        key = participant.session_id
        carried_out(request, _("The guest is erased."), guests.forget_guest, participant, by=request.user)
        return redirect("foresight:people", key)
    asked = {
        "title": _("Erase what is known of the guest %(name)s?") % {"name": participant.name},
        "sentence": _("Name, address, answers and link go for good. Statements, ballots and settled comments stay, without the name."),
        "verb": _("Erase the guest"),
        "danger": True,
        "back": reverse("foresight:participant", args=[participant.pk]),
    }
    return render(request, "ui/confirm.html", asked)


@decided_by(rules.may_keep_participant, PARTICIPANTS)
@require_POST
def move_participant(request: UserRequest, participant: Participant) -> HttpResponse:
    """Into another group."""
    form = MoveForm(request.POST, session=participant.session)
    if form.is_valid():
        group = form.cleaned_data["group"]
        carried_out(request, _("The group is changed."), listing.move_participant, participant, group=group, by=request.user)
    return redirect("foresight:participant", participant.pk)


@decided_by(rules.may_keep, SESSIONS)
def duties(request: UserRequest, session: Session) -> HttpResponse:
    """Facilitators and the steering committee."""
    form = DutyForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, keeping.give_duty, session, person=given["person"], group=given["group"], by=request.user) is not None:
            messages.success(request, _("The duty is given."))
            return redirect("foresight:duties", session.pk)
    return render(request, "foresight/duties.html", {"form": form, "session": session, "duties": duties_in(session)})


@decided_by(rules.may_keep_duty, DUTIES)
@require_POST
def take_duty(request: UserRequest, duty: Duty) -> HttpResponse:
    """Ends a duty."""
    key = duty.session_id
    carried_out(request, _("The duty is ended."), keeping.take_duty, duty, by=request.user)
    return redirect("foresight:duties", key)


@decided_by(rules.may_keep, SESSIONS)
def new_group(request: UserRequest, session: Session) -> HttpResponse:
    """A group of one's own."""
    return _group_form(request, Group(session=session), _("New group"))


@decided_by(rules.may_keep_group, GROUPS)
def edit_group(request: UserRequest, group: Group) -> HttpResponse:
    """Another name for a group."""
    return _group_form(request, group, _("Change the group"))


def _group_form(request: UserRequest, group: Group, title: str) -> HttpResponse:
    initial = {name: getattr(group, name) for name in ("code", "title_ru", "title_en", "about_ru", "about_en")}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, keeping.save_group, group, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("The group is saved."))
            return redirect(group.session)
    shown = {"form": form, "title": title, "back": group.session.get_absolute_url(), "group": group if group.pk else None}
    return render(request, "foresight/form.html", shown)


@decided_by(rules.may_keep_group, GROUPS)
@require_POST
def remove_group(request: UserRequest, group: Group) -> HttpResponse:
    """Takes an empty group away."""
    session = group.session
    carried_out(request, _("The group is removed."), keeping.remove_group, group, by=request.user)
    return redirect(session)
