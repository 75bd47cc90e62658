"""An author's side: begin, write, submit, withdraw; files; one's own entries."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.audit.origin import begun_at
from sextant.base.permissions.pages import decided_by, logged_in
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.queries.people import person_of
from sextant.work.calls import rules, states
from sextant.work.calls.actions.entries import begin_entry, delete_draft, save_entry, submit_entry, withdraw_entry
from sextant.work.calls.actions.files import add_file, remove_file
from sextant.work.calls.forms.entries import BeginForm, EntryForm, FileForm
from sextant.work.calls.models import Award, Call, Entry, EntryFile, Field, Review
from sextant.work.calls.queries.eligibility import eligibility
from sextant.work.calls.queries.entries import answered, deadline_for, entries_of, may_still_send, missing_in
from sextant.work.calls.queries.jury import juries_of

WITH_CALL = Entry.objects.select_related("call__section", "person__user", "category", "organisation", "stage")
WITH_ENTRY = EntryFile.objects.select_related("entry__call__section", "entry__person", "field")


@decided_by(logged_in)
@require_safe
def mine(request: UserRequest) -> HttpResponse:
    """One's own entries and juries."""
    person = person_of(request.user)
    entries = list(entries_of(person)) if person else []
    awards = Award.objects.filter(person=person, revoked_because="").select_related("prize", "entry__call") if person else []
    return render(request, "calls/mine.html", {"entries": entries, "juries": list(juries_of(request.user)), "awards": awards})


@decided_by(rules.may_see_call, Call.objects.filter(state=states.PUBLISHED))
@require_POST
def begin(request: HttpRequest, call: Call) -> HttpResponse:
    """Begins an entry; visitors are asked to log in, a log-in without a person to say who they are."""
    if not request.user.is_authenticated:
        return redirect(f"{resolve_url('account_login')}?next={request.path.removesuffix('enter/')}")
    person = person_of(request.user)
    if person is None:
        messages.info(request, _("Tell who you are first; then begin the entry."))
        return redirect("members:my_membership")
    form = BeginForm(request.POST)
    if form.is_valid():
        language = (get_language() or "ru")[:2]
        made = attempt(form, begin_entry, call, person=person, title=form.cleaned_data["title"], language=language, at=begun_at(), by=request.user)
        if made is not None:
            return redirect("calls:edit_entry", made.pk)
    messages.error(request, sentences_of(form))
    return redirect("calls:call", call.slug)


def sentences_of(form: forms.Form) -> str:
    """What was refused, for forms that are not shown again."""
    return " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)


@decided_by(rules.may_see_entry, WITH_CALL)
@require_safe
def entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """One entry for its author and for those who run the call."""
    author, now = rules.is_author(request.user, entry), timezone.now()
    reviews = Review.objects.none()
    if rules.may_see_feedback(request.user, entry):
        reviews = Review.objects.filter(entry=entry, state=states.REVIEWED).exclude(feedback="").order_by("pk")
    shown = {
        "entry": entry,
        "call": entry.call,
        "author": author,
        "runs": rules.may_admit(request.user, entry),
        "answers": answered(entry),
        "coauthors": entry.coauthors.all(),
        "topics": entry.topics.all(),
        "open": author and may_still_send(entry.call, entry.person, now),
        "deadline": deadline_for(entry.call, entry.person),
        "withdrawable": author and entry.state == states.SUBMITTED and entry.call.state == states.PUBLISHED,
        "feedback": [review.feedback for review in reviews],
        "awards": entry.awards.filter(revoked_because="").select_related("prize") if entry.call.state == states.ANNOUNCED else [],
        "names": entry.names_found.select_related("answer__field", "file") if not author else [],
    }
    return render(request, "calls/entry.html", shown)


def told_saved(answer: HttpResponse, kept: bool) -> HttpResponse:
    """Tells the script on the page whether the site has it now; without this word the device keeps its own copy."""
    if kept:
        answer["X-Saved"] = "1"
    return answer


def edit_page(request: HttpRequest, entry: Entry, form: EntryForm, **more: Any) -> HttpResponse:
    """The form with its files, what is missing, and the deadline; `more` are refused forms."""
    files: dict[int, list[EntryFile]] = {one.field.pk: one.files for one in answered(entry)}
    questions = [(field, files.get(field.pk, [])) for field in entry.call.fields.filter(kind=Field.Kind.FILE)]
    findings = [one for one in eligibility(entry.call, entry.person) if not one.ok]
    shown = {
        "entry": entry,
        "call": entry.call,
        "form": form,
        "file_questions": questions,
        "file_form": FileForm(),
        "missing": missing_in(entry),
        "findings": findings,
        "deadline": deadline_for(entry.call, entry.person),
        "open": may_still_send(entry.call, entry.person, timezone.now()),
        "read": entry.reviews.exists(),
        **more,
    }
    return render(request, "calls/edit_entry.html", shown, status=400 if form.is_bound and form.errors else 200)


@decided_by(rules.may_edit_entry, WITH_CALL)
@require_safe
def edit_entry(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The form of an entry, a draft or a submitted one that may still be changed."""
    if entry.state not in (states.DRAFT, states.SUBMITTED):
        return redirect("calls:entry", entry.pk)
    return edit_page(request, entry, EntryForm(entry=entry))


@decided_by(rules.may_edit_entry, WITH_CALL)
@require_POST
def save(request: UserRequest, entry: Entry) -> HttpResponse:
    """Keeps the draft; asked by the page itself while one writes, and by the button."""
    form = EntryForm(request.POST, entry=entry)
    kept = attempt(form, save_entry, entry, at=begun_at(), by=request.user, **form.values()) if form.is_valid() else None
    if part_wanted(request):
        fresh = WITH_CALL.get(pk=entry.pk)
        shown = {"entry": fresh, "form": form, "missing": missing_in(fresh)}
        return told_saved(render(request, "calls/_saved.html", shown), kept is not None)
    if kept is None:
        return edit_page(request, entry, form)
    messages.success(request, _("The draft is saved. It is not submitted yet."))
    return redirect("calls:edit_entry", entry.pk)


@decided_by(rules.may_edit_entry, WITH_CALL)
@require_POST
def submit(request: UserRequest, entry: Entry) -> HttpResponse:
    """Submits the entry as it stands in the form."""
    form = EntryForm(request.POST, entry=entry)
    if form.is_valid():
        if entry.state == states.DRAFT:
            attempt(form, save_entry, entry, at=begun_at(), by=request.user, **form.values())
        sent = attempt(form, submit_entry, entry, at=begun_at(), by=request.user, **form.values()) if not form.errors else None
        if sent is not None:
            messages.success(request, _("Your entry is submitted under No. %(number)s. A receipt is on its way by e-mail.") % {"number": sent.code})
            return redirect("calls:entry", entry.pk)
    return edit_page(request, WITH_CALL.get(pk=entry.pk), form)


@decided_by(rules.may_edit_entry, WITH_CALL)
def withdraw(request: UserRequest, entry: Entry) -> HttpResponse:
    """Asks once more, then takes the entry out."""
    if request.method == "POST":
        carried_out(request, _("Your entry is withdrawn."), withdraw_entry, entry, by=request.user)
        return redirect("calls:entry", entry.pk)
    return render(request, "calls/withdraw.html", {"entry": entry, "call": entry.call})


@decided_by(rules.may_edit_entry, WITH_CALL)
@require_POST
def delete(request: UserRequest, entry: Entry) -> HttpResponse:
    """Takes a draft away."""
    if carried_out(request, _("The draft is deleted."), delete_draft, entry, by=request.user):
        return redirect("calls:mine")
    return redirect("calls:entry", entry.pk)


@decided_by(rules.may_edit_entry, lambda pk, field: get_object_or_404(WITH_CALL, pk=pk))
@require_POST
def attach(request: UserRequest, entry: Entry) -> HttpResponse:
    """Adds a file as the answer to a question."""
    assert request.resolver_match is not None
    question = get_object_or_404(Field, pk=request.resolver_match.kwargs["field"], call=entry.call_id)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        attempt(form, add_file, entry, question, upload=form.cleaned_data["file"], at=begun_at(), by=request.user)
    if form.errors:
        messages.error(request, sentences_of(form))
    else:
        said = (
            _("The file is added and submitted. A new receipt is on its way by e-mail.")
            if entry.state == states.SUBMITTED
            else _("The file is added.")
        )
        messages.success(request, said)
    return redirect("calls:edit_entry", entry.pk)


@decided_by(lambda user, file: rules.may_edit_entry(user, file.entry), WITH_ENTRY)
@require_POST
def detach(request: UserRequest, file: EntryFile) -> HttpResponse:
    """Takes a file out of an entry."""
    carried_out(request, _("The file is removed."), remove_file, file, at=begun_at(), by=request.user)
    return redirect("calls:edit_entry", file.entry_id)


@decided_by(rules.may_see_file, WITH_ENTRY)
@require_safe
def original(request: HttpRequest, file: EntryFile) -> HttpResponseBase:
    """A file as it came, for its author and the organisers; always as an attachment."""
    return FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.kind)
