"""Keeping searches, and telling their owners of calls that are new."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.letters.actions import write_letter
from sextant.base.ui.links import full_url
from sextant.work.planning.models import Call, SavedSearch, SearchHit
from sextant.work.planning.queries.searches import answers_to, token_of

MOST = 20
FIELDS = ("title", "all_words", "any_words", "no_words", "themes", "no_funders", "amount_minor", "currency", "days_left", "by_letter")


@transaction.atomic
def save_search(search: SavedSearch | None, *, user: User, **values: Any) -> SavedSearch:
    """Keeps a search of one's own. What answers it now counts as seen: letters tell only of what comes later."""
    if search is None and user.funding_searches.count() >= MOST:
        raise ValidationError(_("Twenty searches are kept for one person; remove one first."))
    row = search or SavedSearch(user=user)
    before = {name: getattr(row, name) for name in FIELDS} if search else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    _note(row, answers_to(row, timezone.localdate()))
    record(verb="planning.save_search", obj=row, by=user, personal_before=before, personal_after=values)
    return row


@transaction.atomic
def remove_search(search: SavedSearch, *, by: User) -> None:
    record(verb="planning.remove_search", obj=search, by=by)
    search.delete()


@transaction.atomic
def stop_letters(search: SavedSearch, *, by: User | None) -> SavedSearch:
    """No more letters about a search; it stays on the page."""
    search.by_letter = False
    search.save(update_fields=["by_letter"])
    record(verb="planning.stop_letters", obj=search, by=by, after={"by_letter": False})
    return search


def _note(search: SavedSearch, calls: list[Call]) -> list[Call]:
    """Writes down the calls that were not found before, and returns them."""
    known = set(search.hits.values_list("call_id", flat=True))
    new = [call for call in calls if call.pk not in known]
    SearchHit.objects.bulk_create((SearchHit(search=search, call=call) for call in new), batch_size=500, ignore_conflicts=True)
    return new


@transaction.atomic
def tell_of_new(key: int) -> int:
    """Finds what newly answers a search and, where its owner asked for letters, writes one. Returns how many calls are new."""
    search = SavedSearch.objects.select_for_update(of=("self",)).select_related("user").filter(pk=key).first()
    if search is None or not search.user.is_active:
        return 0
    new = _note(search, answers_to(search, timezone.localdate()))
    if new and search.by_letter:
        with translation.override(search.user.language):
            stop = full_url(reverse("planning:stop_letters", args=[token_of(search)]))
            calls = [(call.title, call.funder, call.closes_on, full_url(reverse("planning:call", args=[call.pk]))) for call in new[:MOST]]
        context = {"search": search.title, "calls": calls, "more": max(len(new) - MOST, 0), "stop": stop}
        name = f"planning.new_calls:{search.pk}:{max(call.pk for call in new)}:{len(new)}"
        write_letter(key=name, template="planning.new_calls", to=search.user, context=context, about=search)
    return len(new)
