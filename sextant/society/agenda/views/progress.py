"""How an initiative goes: notes, milestones, people and files."""

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.agenda import actions, forms, rules
from sextant.society.agenda.models import Attachment, Initiative, Milestone, Participant
from sextant.society.agenda.views.answers import answer
from sextant.society.agenda.views.initiatives import initiative_at


def milestone_at(pk: int) -> Milestone:
    return get_object_or_404(Milestone.objects.select_related("initiative__section", "initiative__owner"), pk=pk)


def participant_at(pk: int) -> Participant:
    return get_object_or_404(Participant.objects.select_related("initiative__section", "initiative__owner"), pk=pk)


def attachment_at(pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.select_related("initiative__section", "initiative__owner"), pk=pk)


def _page(initiative: Initiative) -> str:
    return reverse("agenda:initiative", args=[initiative.pk])


@decided_by(rules.may_report_on, initiative_at)
def note_new(request: UserRequest, initiative: Initiative) -> HttpResponse:
    form = forms.NoteForm(request.POST or None)
    write = lambda: actions.write_note(initiative, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, form, write, title=_("New note"), done=_("The note has been added."), back=_page(initiative))


@decided_by(rules.may_report_on, initiative_at)
def milestone_new(request: UserRequest, initiative: Initiative) -> HttpResponse:
    form = forms.MilestoneForm(request.POST or None)
    add = lambda: actions.add_milestone(initiative, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, form, add, title=_("New milestone"), done=_("The milestone has been added."), back=_page(initiative))


@decided_by(rules.may_report_on_milestone, milestone_at)
def milestone_mark(request: UserRequest, milestone: Milestone) -> HttpResponse:
    """Marks the day on which the milestone was reached; an empty day takes the mark back."""
    form = forms.MarkForm(request.POST if request.method == "POST" else None, initial={"done_on": milestone.done_on} if milestone.done_on else None)
    mark = lambda: actions.mark_milestone(milestone, by=request.user, **form.cleaned_data)  # noqa: E731
    title = _("When was “%(milestone)s” reached?") % {"milestone": milestone.title}
    return answer(request, form, mark, title=title, done=_("The milestone has been marked."), back=_page(milestone.initiative))


@decided_by(rules.may_edit_initiative, initiative_at)
def participant_add(request: UserRequest, initiative: Initiative) -> HttpResponse:
    form = forms.ParticipantForm(request.POST or None)
    add = lambda: actions.add_participant(initiative, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, form, add, title=_("Who takes part"), done=_("The person has been added."), back=_page(initiative))


@decided_by(rules.may_edit_participant, participant_at)
@require_POST
def participant_remove(request: UserRequest, participant: Participant) -> HttpResponse:
    return redirect(_page(actions.remove_participant(participant, by=request.user)))


@decided_by(rules.may_report_on, initiative_at)
def attachment_new(request: UserRequest, initiative: Initiative) -> HttpResponse:
    form = forms.AttachmentForm(request.POST or None, request.FILES or None)
    attach = lambda: actions.attach_file(initiative, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, form, attach, title=_("Attach a file"), done=_("The file has been attached."), back=_page(initiative))


@decided_by(rules.may_see_attachment, attachment_at)
def attachment(request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """The file as a download, never shown inside the site's own pages."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}
    return FileResponse(attachment.file.open("rb"), as_attachment=True, filename=attachment.name, content_type=attachment.kind, headers=headers)


@decided_by(rules.may_remove_attachment, attachment_at)
@require_POST
def attachment_remove(request: UserRequest, attachment: Attachment) -> HttpResponse:
    return redirect(_page(actions.remove_attachment(attachment, by=request.user)))
