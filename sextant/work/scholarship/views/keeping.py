"""For those who keep dissertations: registered with a look at what resembles them, changed, moved; names agreed to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.lab.topics.words import is_cyrillic
from sextant.society.concepts.models import Concept
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Organisation
from sextant.work.scholarship import rules, states
from sextant.work.scholarship.actions.dissertations import explain_resemblance, move_dissertation, save_dissertation, say_author, say_supervisor
from sextant.work.scholarship.forms.dissertations import DissertationForm, MoveForm, ReasonForm
from sextant.work.scholarship.models import Dissertation, Resemblance, Supervision, TopicSuggestion
from sextant.work.scholarship.queries.register import kept_by, with_names
from sextant.work.scholarship.queries.tables import dissertations_table
from sextant.work.scholarship.queries.topics import Asked, Similar, resembling
from sextant.work.scholarship.views.register import WITH_ALL, dissertation_page


def similar_shown(user: Any, found: list[Similar]) -> list[tuple[Similar, bool]]:
    """Each with whether the reader may see which it is."""
    return [(one, rules.may_see(user, one.dissertation)) for one in found]


def _asked(form: DissertationForm, own: int | None) -> Asked:
    """The topic as far as it has been typed; a field with a mistake counts for nothing yet."""
    kept = form.cleaned_data
    titles = tuple(filter(None, (kept.get("title_ru", "").strip(), kept.get("title_en", "").strip())))
    school = kept.get("school")
    return Asked(titles, tuple(kept.get("concepts") or ()), tuple(one.name for one, _role in form.people()), school.pk if school else None, own)


@decided_by(rules.may_register)
@require_safe
def resembling_part(request: HttpRequest) -> HttpResponse:
    """What the register has like the topic that is being typed."""
    form = DissertationForm(request.GET)
    form.is_valid()
    own = request.GET.get("own", "")
    asked = _asked(form, int(own) if own.isdecimal() and len(own) < 19 else None)
    return render(request, "scholarship/_resembling.html", {"found": similar_shown(request.user, resembling(asked)), "typed": bool(asked.titles)})


def _suggestion(request: HttpRequest) -> TopicSuggestion | None:
    key = request.GET.get("suggestion", "")
    rows = TopicSuggestion.objects.filter(state=states.OFFERED).prefetch_related("concepts")
    return rows.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def _first(request: HttpRequest, suggestion: TopicSuggestion | None) -> dict[str, Any]:
    """What the address and the reader's place bring along: a suggested topic, `?topic=` and `?concept=`, one's only school, oneself as supervisor."""
    first: dict[str, Any] = {}
    if suggestion is not None:
        first = {"title_ru": suggestion.title_ru, "title_en": suggestion.title_en, "concepts": list(suggestion.concepts.all())}
    elif topic := request.GET.get("topic", "").replace("\x00", "").strip()[:500]:
        first["title_ru" if is_cyrillic(topic) else "title_en"] = topic
    if codes := request.GET.getlist("concept")[:10]:
        first["concepts"] = list(Concept.objects.living().filter(code__in=codes))
    schools = list(Organisation.objects.filter(pk__in=rules.schools_of(request.user), merged_into=None)[:2])
    if len(schools) == 1:
        first["school"] = schools[0]
    person = rules.person_of(request.user)
    if person is not None and not rules.represented(request.user) and not rules.may_keep_register(request.user):
        first["supervisors"] = person.email or person.full_name
    return first


def _form_page(request: UserRequest, form: DissertationForm, one: Dissertation | None, suggestion: TopicSuggestion | None) -> HttpResponse:
    found: list[Similar] = []
    if form.is_bound:
        found = resembling(_asked(form, one.pk if one else None))
    shown = {"form": form, "dissertation": one, "suggestion": suggestion, "found": similar_shown(request.user, found), "typed": form.is_bound}
    return render(request, "scholarship/edit_dissertation.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_register)
def new_dissertation(request: UserRequest) -> HttpResponse:
    """Registers a topic; topics like it are shown while one types, and again when it is sent."""
    suggestion = _suggestion(request)
    form = DissertationForm(request.POST or None, initial=_first(request, suggestion))
    if form.is_valid():
        given = {"by": request.user, "today": timezone.localdate(), "suggestion": suggestion, **form.given()}
        made = attempt(form, save_dissertation, None, **given)
        if made is not None:
            messages.success(request, _("The topic is registered."))
            return redirect("scholarship:dissertation", made.pk)
    return _form_page(request, form, None, suggestion)


@decided_by(rules.may_keep, WITH_ALL)
def edit(request: UserRequest, one: Dissertation) -> HttpResponse:
    """Changes what is known of a dissertation."""
    form = DissertationForm(request.POST or None, instance=one)
    if form.is_valid():
        saved = attempt(form, save_dissertation, one, by=request.user, today=timezone.localdate(), **form.given())
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect("scholarship:dissertation", saved.pk)
    return _form_page(request, form, one, None)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def move(request: UserRequest, one: Dissertation) -> HttpResponse:
    """Moves a dissertation to its next state."""
    form = MoveForm(request.POST, targets=states.moves_of(one.state, rules.words_for(request.user, one)))
    if form.is_valid():
        given = {"by": request.user, "today": timezone.localdate(), **form.cleaned_data}
        if attempt(form, move_dissertation, one, **given) is not None:
            messages.success(request, _("The state is noted."))
            return redirect("scholarship:dissertation", one.pk)
    return dissertation_page(request, one, move_form=form)


@decided_by(rules.may_say_author, WITH_ALL)
@require_POST
def author_named(request: UserRequest, one: Dissertation) -> HttpResponse:
    """Shows the author's name to everybody, or no longer."""
    agreed = request.POST.get("agreed") == "yes"
    done = _("Everybody may read the author's name now.") if agreed else _("The author's name is no longer shown.")
    carried_out(request, done, say_author, one, agreed=agreed, on=timezone.localdate(), by=request.user)
    return redirect("scholarship:dissertation", one.pk)


@decided_by(rules.may_say_supervisor, Supervision.objects.select_related("dissertation__school"))
@require_POST
def supervisor_named(request: UserRequest, supervision: Supervision) -> HttpResponse:
    """The same for a supervisor."""
    agreed = request.POST.get("agreed") == "yes"
    done = _("Everybody may read the supervisor's name now.") if agreed else _("The supervisor's name is no longer shown.")
    carried_out(request, done, say_supervisor, supervision, agreed=agreed, on=timezone.localdate(), by=request.user)
    return redirect("scholarship:dissertation", supervision.dissertation_id)


@decided_by(rules.may_register)
@require_safe
def kept(request: UserRequest) -> HttpResponseBase:
    """The dissertations of one's schools and those one supervises; of all for who keeps the register."""
    rows = kept_by(request.user).order_by("-since", "-pk")
    if "format" in request.GET:
        return download(dissertations_table(request.user, rows), request.GET["format"])
    page = paged(request, rows, 50)
    shown = {"page": page, "rows": with_names(request.user, page), "imports": rules.may_import(request.user)}
    return render(request, "scholarship/kept.html", shown)


@decided_by(rules.may_register)
@require_safe
def unexplained(request: UserRequest) -> HttpResponse:
    """Topics of lists brought in that resemble others and of which nobody has said why they are no doubles."""
    rows = Resemblance.objects.filter(reason="", dissertation__in=kept_by(request.user)).select_related("dissertation__school", "other__school")
    page = paged(request, rows.prefetch_related("other__supervisions"), 25)
    found = [(one, rules.may_see(request.user, one.other)) for one in page]
    return render(request, "scholarship/unexplained.html", {"page": page, "rows": found})


@decided_by(rules.may_explain, Resemblance.objects.select_related("dissertation__school", "other__school"))
def explain(request: UserRequest, resemblance: Resemblance) -> HttpResponse:
    """Says why a topic is no double of another."""
    form = ReasonForm(request.POST or None, initial={"reason": resemblance.reason})
    if form.is_valid():
        given = {"by": request.user, "today": timezone.localdate(), "reason": form.cleaned_data["reason"]}
        if attempt(form, explain_resemblance, resemblance, **given) is not None:
            messages.success(request, _("The reason is kept."))
            return redirect("scholarship:dissertation", resemblance.dissertation_id)
    shown = {"form": form, "resemblance": resemblance, "sees": rules.may_see(request.user, resemblance.other)}
    return render(request, "scholarship/explain.html", shown, status=400 if form.is_bound else 200)
