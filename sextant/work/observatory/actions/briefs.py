"""Briefs: begun from an edition, written, reviewed by another person, published."""

from itertools import zip_longest
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index, remove
from sextant.society.concepts import topics
from sextant.society.concepts.models import Concept
from sextant.work.observatory import states
from sextant.work.observatory.models import Brief, Edition
from sextant.work.observatory.queries.briefs import figures_of, first_words

TEXTS = ("title", "known", "missing", "who", "libraries", "topics")


@transaction.atomic
def begin_brief(edition: Edition, concept: Concept, *, by: User) -> Brief:
    """Begins a brief on a domain of an edition, with the figures and first words that the edition has; one for each domain."""
    figures = figures_of(edition, concept.code)
    if not figures:
        raise ValidationError(_("“%(concept)s” has no place among the priorities of this edition: too few works are on it.") % {"concept": concept})
    try:
        with transaction.atomic():
            brief = Brief.objects.create(
                edition=edition,
                concept=concept,
                title_ru=concept.label_ru,
                title_en=concept.label_en,
                figures=figures,
                written_by=by,
                **first_words(edition, concept.code),
            )
    except IntegrityError as twice:
        raise ValidationError(_("There is a brief on “%(concept)s” of this edition already.") % {"concept": concept}) from twice
    record(verb="observatory.begin_brief", obj=brief, by=by, after={"concept": concept.code, "edition": edition.number})
    return brief


@transaction.atomic
def save_brief(brief: Brief, texts: dict[str, Any], *, by: User) -> Brief:
    """Changes a draft. Who changes it has written it, so another person reviews it."""
    brief = Brief.objects.select_for_update().get(pk=brief.pk)
    if brief.state != states.DRAFT:
        raise ValidationError(_("Only a draft can be changed; this brief is “%(state)s”.") % {"state": brief.state_name})
    for name, text in texts.items():
        setattr(brief, name, text)
    brief.written_by = by
    brief.save()
    record(verb="observatory.save_brief", obj=brief, by=by, after={"title": brief.title})
    return brief


@transaction.atomic
def move_brief(brief: Brief, to: str, *, by: User, review: str = "") -> Brief:
    """Sends a brief to review, back to its writer with a reason, out to the readers, or withdraws it."""
    brief = Brief.objects.select_for_update(of=("self",)).select_related("concept", "edition__corpus").get(pk=brief.pk)
    if to not in states.BRIEF_FOLLOWS[brief.state]:
        raise ValidationError(_("This brief is “%(state)s”; that cannot be done with it now.") % {"state": brief.state_name})
    if to == states.IN_REVIEW:
        _complete(brief)
        brief.reviewed_by, brief.review = None, ""
    if brief.state == states.IN_REVIEW:
        _by_another(brief, to, by, review)
    brief.state = to
    if to == states.PUBLISHED:
        brief.published_at = timezone.now()
        brief.offers = _offered(brief, by)
    brief.save()
    (index if to == states.PUBLISHED else remove)(brief)
    record(verb=f"observatory.brief_{to}", obj=brief, by=by, after={"review": review} if review else {})
    return brief


def _offered(brief: Brief, by: User) -> list[str]:
    """Puts every topic on the list of suggested topics, if the site keeps one; the addresses of their pages."""
    source = str(brief.edition)
    pairs = zip_longest(_lines(brief.topics_ru), _lines(brief.topics_en), fillvalue="")
    return [
        topics.offer(
            topics.Offer(
                f"observatory-{brief.pk}-{number}",
                ru or en,
                en or ru,
                brief.missing_ru,
                brief.missing_en,
                source,
                (brief.concept.code,),
                brief.edition.corpus.is_demo,
            ),
            by=by,
        )
        for number, (ru, en) in enumerate(pairs, start=1)
    ]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _complete(brief: Brief) -> None:
    empty = [name for name in TEXTS for language in ("ru", "en") if not getattr(brief, f"{name}_{language}").strip()]
    if empty:
        raise ValidationError(_("A brief goes to review with every part in both languages; something is still empty."))


def _by_another(brief: Brief, to: str, by: User, review: str) -> None:
    if brief.written_by_id == by.pk:
        raise ValidationError(_("A brief is reviewed by another person than the one who wrote it."))
    if to == states.DRAFT and not review.strip():
        raise ValidationError(_("Say what is to be changed."))
    brief.reviewed_by, brief.review = by, review.strip()[:600]
