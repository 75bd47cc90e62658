"""What everybody sees: the open appeals, one of them, its pictures, and giving."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.security import limits
from sextant.base.words.markdown import as_html
from sextant.society.members.forms.refusals import attempt
from sextant.work.fundraising import rules, states
from sextant.work.fundraising.actions.donors import donor_for
from sextant.work.fundraising.actions.gifts import promise_gift
from sextant.work.fundraising.actions.standing import begin_standing
from sextant.work.fundraising.forms.giving import GiveForm
from sextant.work.fundraising.letters import tell_promised
from sextant.work.fundraising.models import Appeal, Donor, Gift, Picture
from sextant.work.fundraising.queries.progress import named_donors, progress_of, public_appeals
from sextant.work.fundraising.queries.tokens import token_of_gift

MOST_GIFTS_AN_HOUR = 20
PER_GROUP = 30


@decided_by(anyone)
def appeals(request: HttpRequest) -> HttpResponse:
    """What the association asks for now, and what earlier appeals brought."""
    rows, today = list(public_appeals()[: 3 * PER_GROUP]), timezone.localdate()
    progress = progress_of(rows)
    cards = [(appeal, progress[appeal.pk]) for appeal in rows]
    asking = [card for card in cards if card[0].is_asking(today)][:PER_GROUP]
    ended = [card for card in cards if card not in asking][:PER_GROUP]
    return render(request, "fundraising/appeals.html", {"asking": asking, "ended": ended, "may_keep": rules.may_keep(request.user)})


def appeal_at(code: str) -> Appeal:
    return get_object_or_404(Appeal.objects.select_related("fund").prefetch_related("pictures", "updates"), code=code)


def _first_wish(request: HttpRequest) -> dict[str, Any]:
    """What a form knows already of somebody who has logged in."""
    person = getattr(request.user, "person", None) if request.user.is_authenticated else None
    if person is None:
        return {"email": getattr(request.user, "email", ""), "name": getattr(request.user, "display_name", "")}
    return {"name": person.full_name, "email": person.email or request.user.email}  # type: ignore[union-attr]


def _page(request: HttpRequest, appeal: Appeal, form: GiveForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    progress = progress_of([appeal])[appeal.pk]
    pictures = list(appeal.pictures.all())
    shown = {
        "appeal": appeal,
        "progress": progress,
        "asking": appeal.is_asking(today),
        "days_left": (appeal.closes_on - today).days if appeal.closes_on else None,
        "story": as_html(appeal.story),
        "promised": as_html(appeal.promised),
        "done": as_html(appeal.done),
        "updates": [(update, as_html(update.text)) for update in appeal.updates.all()],
        "head_picture": pictures[0] if pictures else None,
        "pictures": pictures[1:],
        "donors": named_donors(appeal, progress),
        "link": request.build_absolute_uri(request.path.removesuffix("give/")),
        "form": form or GiveForm(appeal=appeal, initial=_first_wish(request)),
        "may_keep": rules.may_keep(request.user),
    }
    return render(request, "fundraising/appeal.html", shown, status=400 if form is not None else 200)


@decided_by(rules.may_see_appeal, appeal_at)
def appeal(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """For what, how much, how far, by whom, what became of it; and the form of a gift."""
    return _page(request, appeal)


@decided_by(rules.may_give, appeal_at)
@require_POST
def give(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    """Takes a promise of a gift; whoever holds the address of the next page can pay it."""
    form = GiveForm(request.POST, appeal=appeal)
    if form.is_from_a_machine:
        messages.success(request, _("Thank you."))
        return redirect("fundraising:appeal", appeal.code)
    if form.is_valid():
        if not limits.within("fundraising.give", MOST_GIFTS_AN_HOUR, request=request):
            form.add_error(None, _("Many gifts were promised from your network within an hour. Wait a little, or write to us."))
        else:
            gift = attempt(form, _promise, request, appeal, form)
            if gift is not None:
                return redirect("fundraising:gift", token_of_gift(gift))
    return _page(request, appeal, form)


@transaction.atomic
def _promise(request: HttpRequest, appeal: Appeal, form: GiveForm) -> Gift:
    """The donor, the standing gift where one is wished, the promise and the letter about it, all or nothing."""
    given, today = form.cleaned_data, timezone.localdate()
    by: Any = request.user if request.user.is_authenticated else None
    language = (get_language() or "ru")[:2]
    kind = given.get("kind") or Donor.Kind.PERSON
    own = getattr(by, "person", None)
    is_own = own is not None and kind == Donor.Kind.PERSON and given["email"].lower() in {(own.email or "").lower(), by.email.lower()}
    donor = donor_for(
        name=given["name"], email=given["email"], kind=kind, language=language, person=own if is_own else None, by=by, is_demo=appeal.is_demo
    )
    standing = None
    if given["often"]:
        standing = begin_standing(
            donor=donor, appeal=appeal, amount_minor=given["amount_minor"], months=int(given["often"]), on=today, by=by, is_demo=appeal.is_demo
        )
    more: dict[str, Any] = {"standing": standing, "due_on": today} if standing else {}
    gift = promise_gift(
        donor=donor, appeal=appeal, amount_minor=given["amount_minor"], wish=form.wish(language), by=by, is_demo=appeal.is_demo, **more
    )
    tell_promised(gift, by=by)
    return gift


def picture_at(code: str, pk: int) -> Picture:
    return get_object_or_404(Picture.objects.select_related("appeal"), appeal__code=code, pk=pk)


@decided_by(rules.may_see_picture, picture_at)
def picture(request: HttpRequest, picture: Picture) -> HttpResponseBase:
    """The picture itself; its kind was told from its bytes when it came in."""
    try:
        content = picture.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    public = picture.appeal.state in states.SHOWN
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=86400" if public else "private, no-store"}
    return FileResponse(content, content_type=picture.kind, headers=headers)
