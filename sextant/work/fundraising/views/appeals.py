"""Work on an appeal: writing it, opening and closing, pictures, news, the report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import carried_out
from sextant.work.fundraising import rules, states
from sextant.work.fundraising.actions import appeals as actions
from sextant.work.fundraising.forms.appeals import AppealForm, PictureForm, ReportForm, UpdateForm
from sextant.work.fundraising.models import Appeal, Picture, Update
from sextant.work.fundraising.queries.progress import progress_of
from sextant.work.fundraising.views.answers import answer

WITH_FUND = Appeal.objects.select_related("fund")


def _page(appeal: Appeal) -> str:
    return reverse("fundraising:appeal_office", args=[appeal.pk])


@decided_by(rules.may_keep, WITH_FUND)
def appeal_office(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Everything that can be done with one appeal."""
    shown = {
        "appeal": appeal,
        "progress": progress_of([appeal])[appeal.pk],
        "moves": states.APPEAL_MOVES[appeal.state],
        "pictures": list(appeal.pictures.all()),
        "updates": list(appeal.updates.all()),
        "gifts": list(appeal.gifts.select_related("donor").order_by("-pk")[:10]),
        "mailings": list(appeal.mailings.select_related("segment")),
    }
    return render(request, "fundraising/appeal_office.html", shown)


@decided_by(rules.may_keep)
def new_appeal(request: UserRequest) -> HttpResponse:
    form = AppealForm(request.POST or None)
    save = lambda: actions.save_appeal(None, by=request.user, **form.values())  # noqa: E731
    lead = _("The appeal is a draft until you open it; visitors do not see it before.")
    return answer(request, form, save, title=_("New appeal"), lead=lead, done=_("The draft is saved. Add pictures, then open it."), to=_page)


@decided_by(rules.may_keep, WITH_FUND)
def edit_appeal(request: UserRequest, appeal: Appeal) -> HttpResponse:
    form = AppealForm(request.POST or None, appeal=appeal)
    save = lambda: actions.save_appeal(appeal, by=request.user, **form.values())  # noqa: E731
    return answer(request, form, save, title=str(appeal), done=_("The appeal is saved."), to=_page)


@decided_by(rules.may_keep, WITH_FUND)
@require_POST
def move_appeal(request: UserRequest, appeal: Appeal) -> HttpResponse:
    """Opens or closes an appeal."""
    to = request.POST.get("to", "")
    done = _("The appeal is open; everybody can give.") if to == states.OPEN else _("The appeal is closed; it takes no more gifts.")
    carried_out(request, done, actions.move_appeal, appeal, to=to, by=request.user)
    return redirect(_page(appeal))


@decided_by(rules.may_keep, WITH_FUND)
def report_appeal(request: UserRequest, appeal: Appeal) -> HttpResponse:
    initial = {name: getattr(appeal, name) for name in ReportForm.base_fields}
    form = ReportForm(request.POST or None, initial=initial)
    report = lambda: actions.report_appeal(appeal, on=timezone.localdate(), by=request.user, **form.cleaned_data)  # noqa: E731
    lead = _("Donors read here what was promised and what was done. The page of the appeal shows it above the story.")
    return answer(request, form, report, title=_("Report on the appeal"), lead=lead, done=_("The report is public."), to=_page)


@decided_by(rules.may_keep, WITH_FUND)
def add_picture(request: UserRequest, appeal: Appeal) -> HttpResponse:
    form = PictureForm(request.POST or None, request.FILES or None)
    add = lambda: actions.add_picture(appeal, by=request.user, **form.cleaned_data)  # noqa: E731
    lead = _("The first picture heads the page. Show people only with their consent.")
    return answer(request, form, add, title=_("Add a picture"), lead=lead, done=_("The picture is added."), to=lambda made: _page(appeal))


@decided_by(rules.may_keep, Picture.objects.select_related("appeal"))
@require_POST
def remove_picture(request: UserRequest, picture: Picture) -> HttpResponse:
    return redirect(_page(actions.remove_picture(picture, by=request.user)))


@decided_by(rules.may_keep, WITH_FUND)
def post_update(request: UserRequest, appeal: Appeal) -> HttpResponse:
    form = UpdateForm(request.POST or None)
    post = lambda: actions.post_update(appeal, by=request.user, **form.cleaned_data)  # noqa: E731
    return answer(request, form, post, title=_("Tell news"), done=_("The news stands on the page of the appeal."), to=lambda made: _page(appeal))


@decided_by(rules.may_keep, Update.objects.select_related("appeal"))
@require_POST
def remove_update(request: UserRequest, update: Update) -> HttpResponse:
    return redirect(_page(actions.remove_update(update, by=request.user)))
