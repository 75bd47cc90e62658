"""Suggested topics: offered, taken by a dissertation, taken off the list; and the rules of the register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.concepts.models import Concept
from sextant.society.concepts.topics import Offer
from sextant.society.members.models import Section
from sextant.work.scholarship import states
from sextant.work.scholarship.models import Dissertation, RegisterRules, TopicSuggestion


@transaction.atomic
def offer_topic(
    suggestion: TopicSuggestion | None = None,
    *,
    today: date,
    by: User | None,
    concepts: Iterable[Concept] = (),
    key: str | None = None,
    **values: Any,
) -> TopicSuggestion:
    """Offers a topic, or changes one that is on the list. One with a key that is known is brought up to date, unless somebody has taken it."""
    known = suggestion or (TopicSuggestion.objects.filter(key=key).first() if key else None)
    kept = TopicSuggestion.objects.select_for_update().get(pk=known.pk) if known else TopicSuggestion(key=key, offered_on=today, offered_by=by)
    if kept.state == states.TAKEN:
        return kept
    for name, value in values.items():
        setattr(kept, name, value.strip() if isinstance(value, str) else value)
    if not (kept.title_ru or kept.title_en):
        raise ValidationError({"title_ru": _("Give the topic, in Russian or in English.")})
    kept.full_clean(exclude=["key", "offered_by"], validate_constraints=False)
    kept.save()
    kept.concepts.set(concepts)
    record(verb="scholarship.offer_topic", obj=kept, by=by, after={"title_ru": kept.title_ru, "title_en": kept.title_en, "source": kept.source})
    return kept


def taker(offer: Offer, by: User | None) -> str:
    """Keeps what another house offers (`society.concepts.topics`); gives the address of its page."""
    concepts = Concept.objects.living().filter(code__in=offer.concepts)
    words = {name: getattr(offer, name) for name in ("title_ru", "title_en", "why_ru", "why_en", "source", "is_demo")}
    kept = offer_topic(key=offer.key[:120], today=timezone.localdate(), by=by, concepts=concepts, **words)
    return reverse("scholarship:suggestion", args=[kept.pk])


def _moved(suggestion: TopicSuggestion, target: str, taken_by: Dissertation | None = None) -> TopicSuggestion:
    kept = TopicSuggestion.objects.select_for_update().get(pk=suggestion.pk)
    if target not in states.SUGGESTION_MOVES[kept.state]:
        raise ValidationError(_("This topic has been taken or taken off the list meanwhile. Look at the list again."))
    kept.state, kept.taken_by = target, taken_by
    kept.save(update_fields=["state", "taken_by"])
    return kept


@transaction.atomic
def take_topic(suggestion: TopicSuggestion, dissertation: Dissertation, *, by: User | None) -> TopicSuggestion:
    """The dissertation takes the topic; nobody else can."""
    kept = _moved(suggestion, states.TAKEN, dissertation)
    record(verb="scholarship.take_topic", obj=kept, by=by, after={"dissertation": dissertation.pk})
    return kept


def free_topics_of(dissertation: Dissertation, *, by: User | None) -> None:
    """The topics that a withdrawn dissertation had taken are free again."""
    for one in dissertation.suggestions.all():
        kept = _moved(one, states.OFFERED)
        record(verb="scholarship.free_topic", obj=kept, by=by, after={"dissertation": dissertation.pk})


@transaction.atomic
def withdraw_topic(suggestion: TopicSuggestion, *, by: User | None) -> TopicSuggestion:
    """Takes a free topic off the list."""
    kept = _moved(suggestion, states.WITHDRAWN)
    record(verb="scholarship.withdraw_topic", obj=kept, by=by)
    return kept


@transaction.atomic
def save_rules(*, section: Section | None, by: User | None) -> RegisterRules:
    """Says whose officers keep the register beside the office."""
    kept, _new = RegisterRules.objects.update_or_create(pk=1, defaults={"section": section})
    record(verb="scholarship.save_rules", obj=kept, by=by, after={"section": str(section or "")})
    return kept
