"""A group as its facilitator sees it: statements with counts, the moderator's queue and log, what the answers show."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.foresight import rules, states
from sextant.work.foresight.actions import statements as moderating
from sextant.work.foresight.actions.opinions import ask_for_reading
from sextant.work.foresight.forms.statements import AcceptForm, MergeForm, RefuseForm, SeedForm
from sextant.work.foresight.models import Group, Statement
from sextant.work.foresight.queries.opinions import votes_table
from sextant.work.foresight.queries.pictures import seen_in
from sextant.work.foresight.queries.proposals import proposals_in
from sextant.work.foresight.queries.sessions import GROUPS
from sextant.work.foresight.queries.statements import STATEMENTS, counted_in, decided_in, queue_of


@decided_by(rules.may_facilitate, GROUPS)
@require_safe
def group(request: HttpRequest, group: Group) -> HttpResponse:
    """Statements with their counts, proposals, and what unites and divides."""
    shown = {
        "group": group,
        "session": group.session,
        "statements": counted_in(group),
        "waiting": queue_of(group).count(),
        "moderates": rules.may_moderate(request.user, group),
        "steers": rules.may_steer(request.user, group.session),
        "proposals": proposals_in(group),
        "seen": seen_in(group),
    }
    return render(request, "foresight/group.html", shown)


@decided_by(rules.may_facilitate, GROUPS)
@require_POST
def read_now(request: UserRequest, group: Group) -> HttpResponse:
    """Has the answers read at once."""
    carried_out(request, _("The answers are being read; look again in a moment."), ask_for_reading, group, by=request.user)
    return redirect(group)


@decided_by(rules.may_moderate, GROUPS)
@require_safe
def queue(request: HttpRequest, group: Group) -> HttpResponse:
    """Statements that wait for the moderator."""
    return render(request, "foresight/queue.html", {"group": group, "session": group.session, "page": paged(request, queue_of(group), 20)})


@decided_by(rules.may_moderate, GROUPS)
@require_safe
def log(request: HttpRequest, group: Group) -> HttpResponse:
    """What was decided, by whom and why."""
    return render(request, "foresight/log.html", {"group": group, "session": group.session, "page": paged(request, decided_in(group))})


@decided_by(rules.may_facilitate, GROUPS)
def seed(request: UserRequest, group: Group) -> HttpResponse:
    """A statement that is there from the start."""
    form = SeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, moderating.seed_statement, group, by=request.user, **form.cleaned_data) is not None:
            messages.success(request, _("The statement is put to the group."))
            return redirect("foresight:seed", group.pk)
    return render(request, "foresight/form.html", {"form": form, "title": _("Put a statement to the group"), "back": group.get_absolute_url()})


@decided_by(rules.may_decide_statement, STATEMENTS)
@require_safe
def statement(request: HttpRequest, statement: Statement) -> HttpResponse:
    """One statement, and the three ways to decide."""
    return _statement_page(request, statement)


def _statement_page(request: HttpRequest, statement: Statement, **bound: Any) -> HttpResponse:
    shown = {
        "statement": statement,
        "group": statement.group,
        "session": statement.group.session,
        "accept_form": AcceptForm(initial={"text_ru": statement.text_ru, "text_en": statement.text_en}),
        "refuse_form": RefuseForm(),
        "merge_form": MergeForm(statement=statement),
        "may_accept": statement.state in (states.WAITING, states.REFUSED),
        "may_refuse": statement.state in (states.WAITING, states.ACCEPTED),
        **bound,
    }
    return render(request, "foresight/statement.html", shown)


def _decided(request: HttpRequest, statement: Statement, name: str, form: forms.Form, made: Any, done: str) -> HttpResponse:
    """Back to the queue, or the same page with what was refused."""
    if made is None:
        return _statement_page(request, statement, **{name: form})
    messages.success(request, done)
    return redirect("foresight:queue", statement.group_id)


@decided_by(rules.may_decide_statement, STATEMENTS)
@require_POST
def accept(request: UserRequest, statement: Statement) -> HttpResponse:
    """Puts it to the group."""
    form = AcceptForm(request.POST)
    made = attempt(form, moderating.accept_statement, statement, by=request.user, **form.cleaned_data) if form.is_valid() else None
    return _decided(request, statement, "accept_form", form, made, _("The statement is accepted."))


@decided_by(rules.may_decide_statement, STATEMENTS)
@require_POST
def refuse(request: UserRequest, statement: Statement) -> HttpResponse:
    """Refuses with a reason that the author reads."""
    form = RefuseForm(request.POST)
    made = attempt(form, moderating.refuse_statement, statement, by=request.user, **form.cleaned_data) if form.is_valid() else None
    return _decided(request, statement, "refuse_form", form, made, _("The statement is refused; its author reads why."))


@decided_by(rules.may_decide_statement, STATEMENTS)
@require_POST
def merge(request: UserRequest, statement: Statement) -> HttpResponse:
    """Joins it to another that says the same."""
    form = MergeForm(request.POST, statement=statement)
    made = attempt(form, moderating.merge_statement, statement, by=request.user, **form.cleaned_data) if form.is_valid() else None
    return _decided(request, statement, "merge_form", form, made, _("The statement is joined to the other one."))


@decided_by(rules.may_take_votes_of, GROUPS)
@require_safe
def votes_file(request: HttpRequest, group: Group) -> HttpResponseBase:
    """The anonymous wide table of answers, for the steering committee after the close."""
    return download(votes_table(group), request.GET.get("format", "csv"))
