"""For those who keep the lists: seasons, topics, rules; drafts counted, decided, handed in, published."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.ordering import in_order
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.reading import rules, states
from sextant.work.reading.actions.books import save_rules, save_season, save_topic
from sextant.work.reading.actions.lists import decide_item, hand_in_list, publish_list, return_list, save_words, start_draft
from sextant.work.reading.forms.books import ReasonForm, RulesForm, SeasonForm, TopicForm
from sextant.work.reading.forms.lists import DecisionForm, WordsForm
from sextant.work.reading.models import ListItem, RecommendedList, Season, Topic
from sextant.work.reading.printed import method_in_words
from sextant.work.reading.queries.books import reading_rules
from sextant.work.reading.queries.lists import items_of

LISTS = RecommendedList.objects.select_related("season", "job", "handed_in_by").prefetch_related("writers")
ITEMS = ListItem.objects.select_related("list__season", "book")


@decided_by(rules.is_keeper)
@require_safe
def keeping(request: UserRequest) -> HttpResponse:
    """Seasons with their lists, and what else is kept."""
    seasons = Season.objects.prefetch_related("lists").annotate(number=models.Count("books", filter=models.Q(books__state=states.ACCEPTED)))
    return render(
        request, "reading/keeping.html", {"seasons": in_order(seasons), "topics": Topic.objects.all(), "office": rules.is_office(request.user)}
    )


def _edit(request: UserRequest, form: Any, title: str, action: Any, *things: Any) -> HttpResponse:
    """One row of what is kept, by its own action."""
    if form.is_valid() and attempt(form, action, *things, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Saved."))
        return redirect("reading:keeping")
    return render(request, "reading/edit_plain.html", {"form": form, "title": title, "back": "keeping"}, status=400 if form.is_bound else 200)


@decided_by(rules.is_keeper)
def new_season(request: UserRequest) -> HttpResponse:
    """A season to be opened."""
    return _edit(request, SeasonForm(request.POST or None), _("New season"), save_season, None)


@decided_by(rules.is_keeper, Season)
def edit_season(request: UserRequest, season: Season) -> HttpResponse:
    """Days and size of a season."""
    return _edit(request, SeasonForm(request.POST or None, instance=season), _("Season %(year)s") % {"year": season.year}, save_season, season)


@decided_by(rules.is_keeper)
def new_topic(request: UserRequest) -> HttpResponse:
    """A topic of books."""
    return _edit(request, TopicForm(request.POST or None), _("New topic"), save_topic, None)


@decided_by(rules.is_keeper, Topic)
def edit_topic(request: UserRequest, topic: Topic) -> HttpResponse:
    """A topic renamed."""
    return _edit(request, TopicForm(request.POST or None, instance=topic), topic.name, save_topic, topic)


@decided_by(rules.is_office)
def list_rules(request: UserRequest) -> HttpResponse:
    """Whose officers keep the lists, how many reviews a book needs, what the parts weigh."""
    return _edit(request, RulesForm(request.POST or None, instance=reading_rules()), _("Rules of the recommended list"), save_rules)


@decided_by(rules.is_keeper, Season)
def begin(request: UserRequest, season: Season) -> HttpResponse:
    """Counts a draft of the year's list; one that is there is counted anew after a question."""
    draft = season.lists.filter(state=states.DRAFT).first()
    if request.method == "POST" or draft is None:
        if request.method == "POST":
            carried_out(request, _("The draft is being counted; this takes a minute."), start_draft, season, by=request.user)
        made = season.lists.filter(state__in=states.OPEN_LISTS).first()
        return redirect("reading:draft", made.pk) if made else redirect("reading:keeping")
    asked = {
        "title": _("Count the draft of %(year)s anew?") % {"year": season.year},
        "sentence": _("What was decided in it, with the reasons, goes; title and foreword stay."),
        "verb": _("Count anew"),
        "danger": True,
        "back": draft.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", asked)


def draft_page(request: HttpRequest, one: RecommendedList, **bound: Any) -> HttpResponse:
    """The draft with scores, parts and decisions, and what may be done with it."""
    words = rules.words_for_list(request.user, one)
    may = {target for target in states.LIST_MOVES[one.state] if may_move(states.LIST_MOVES, one.state, target, words)}
    own, seen = rules.is_writer(request.user, one), rules.may_see_scores(request.user, one)
    shown: dict[str, Any] = {
        "one": one,
        "items": items_of(one) if seen else [],
        "hidden": not seen,
        "chosen": one.items.filter(chosen=True).count(),
        "method": method_in_words(one.method),
        "waits": one.state == states.MAKING and one.job is not None and one.job.state in ("queued", "running"),
        "own": own,
        "may_hand_in": states.HANDED_IN in may,
        "may_publish": states.PUBLISHED in may,
        "may_take_back": states.DRAFT in may and one.state == states.HANDED_IN and own,
        "return_form": ReasonForm() if states.DRAFT in may and one.state == states.HANDED_IN and not own else None,
        "words_form": WordsForm(instance=one) if one.state == states.DRAFT else None,
        **bound,
    }
    return render(request, "reading/draft.html", shown, status=400 if bound else 200)


@decided_by(rules.may_decide_list, LISTS)
@require_safe
def draft(request: UserRequest, one: RecommendedList) -> HttpResponse:
    """A version at work; a published one is read on its page."""
    if one.state in states.READ_LISTS:
        return redirect(one.get_absolute_url())
    return draft_page(request, one)


@decided_by(rules.may_decide_list, LISTS)
@require_safe
def progress(request: UserRequest, one: RecommendedList) -> HttpResponse:
    """How far the draft is, to be asked again and again."""
    if one.state == states.MAKING and one.job is not None and one.job.state in ("queued", "running"):
        return render(request, "reading/_making.html", {"one": one})
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


def may_decide_item(user: Any, item: ListItem) -> bool:
    return rules.may_see_scores(user, item.list)


@decided_by(may_decide_item, ITEMS)
def decide(request: UserRequest, item: ListItem) -> HttpResponse:
    """On the list or not, and why."""
    first = {"chosen": "yes" if item.chosen else "no", "why_ru": item.why_ru, "why_en": item.why_en}
    form = DecisionForm(request.POST or None, initial=first)
    if form.is_valid() and attempt(form, decide_item, item, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The decision is noted."))
        return redirect("reading:draft", item.list_id)
    return render(request, "reading/decide.html", {"form": form, "item": item}, status=400 if form.is_bound else 200)


@decided_by(rules.may_decide_list, LISTS)
@require_POST
def words(request: UserRequest, one: RecommendedList) -> HttpResponse:
    """Title and foreword."""
    form = WordsForm(request.POST, instance=one)
    if form.is_valid() and attempt(form, save_words, one, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("Title and foreword are saved."))
        return redirect("reading:draft", one.pk)
    return draft_page(request, one, words_form=form)


@decided_by(rules.may_decide_list, LISTS)
@require_POST
def hand_in(request: UserRequest, one: RecommendedList) -> HttpResponse:
    """Hands the list to a second person."""
    carried_out(request, _("The list is handed in. Somebody else publishes it."), hand_in_list, one, by=request.user)
    return redirect("reading:draft", one.pk)


@decided_by(rules.may_decide_list, LISTS)
@require_POST
def send_back(request: UserRequest, one: RecommendedList) -> HttpResponse:
    """Makes a draft of it again: taken back by those who wrote it, or sent back with a reason."""
    if rules.is_writer(request.user, one):
        carried_out(request, _("The list is a draft again."), return_list, one, reason="", by=request.user)
        return redirect("reading:draft", one.pk)
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, return_list, one, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The list is a draft again."))
        return redirect("reading:draft", one.pk)
    return draft_page(request, one, return_form=form)


@decided_by(rules.may_publish_list, LISTS)
@require_POST
def publish(request: UserRequest, one: RecommendedList) -> HttpResponse:
    """Publishes the list; from now on it stands as it is."""
    done = carried_out(request, _("The list is published in both languages."), publish_list, one, by=request.user, on=timezone.localdate())
    if done:
        return redirect("reading:list", one.season.year, one.version)
    return redirect("reading:draft", one.pk)
