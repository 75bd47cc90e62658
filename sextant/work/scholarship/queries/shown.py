"""What the register shows on the pages of others: concept, organisation, person; as evidence; and what is held about a person."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.evidence import Thing
from sextant.society.concepts.models import Concept
from sextant.society.members import panels
from sextant.society.members.models import Organisation, Person
from sextant.society.members.queries.held import HeldSection
from sextant.work.scholarship import rules
from sextant.work.scholarship.models import Dissertation, ExpertProfile
from sextant.work.scholarship.queries.experts import experts_found
from sextant.work.scholarship.queries.register import narrower_of, readable, with_names

SHOWN = 5


def concept_panel(user: Any, concept: Concept) -> panels.Panel | None:
    """On the page of a concept: the latest dissertations on it and on narrower ones, and the experts."""
    keys = Dissertation.concepts.through.objects.filter(concept__in=narrower_of([concept.pk])).values("dissertation")
    rows = list(readable(user).filter(pk__in=keys).order_by("-since", "-pk")[: SHOWN + 1])
    found = experts_found([concept], today=timezone.localdate())
    if not (rows or found or rules.may_register(user)):
        return None
    context = {
        "concept": concept,
        "rows": with_names(user, rows[:SHOWN]),
        "more": len(rows) > SHOWN,
        "experts": found[:SHOWN],
        "more_experts": len(found) > SHOWN,
        "registers": rules.may_register(user),
    }
    return panels.Panel(_("Dissertations and experts"), "scholarship/_concept_panel.html", context, 40)


def organisation_panel(user: Any, organisation: Organisation) -> panels.Panel | None:
    """On the page of an organisation: its dissertations, and for those who act for it the way to register one."""
    rows = list(readable(user).filter(school=organisation).order_by("-since", "-pk")[: SHOWN + 1])
    acts = organisation.pk in rules.represented(user) and organisation.kind == Organisation.Kind.LIS_SCHOOL
    if not (rows or acts):
        return None
    context = {"organisation": organisation, "rows": with_names(user, rows[:SHOWN]), "more": len(rows) > SHOWN, "acts": acts}
    return panels.Panel(_("Dissertations"), "scholarship/_organisation_panel.html", context, 62)


def person_panel(user: Any, person: Person) -> panels.Panel | None:
    """On the page of a person: the expert's entry while it is listed, and the dissertations beside which the reader may read the name."""
    profile = ExpertProfile.objects.with_all().filter(person=person).listed(timezone.localdate()).first()
    rows = readable(user).filter(Q(author=person) | Q(supervisions__person=person)).distinct().order_by("-since", "-pk")[:20]
    named = [(one, names) for one, names in with_names(user, rows) if _is_named(person, one, names)]
    if profile is None and not named:
        return None
    return panels.Panel(_("Science"), "scholarship/_person_panel.html", {"profile": profile, "rows": named[:SHOWN]}, 45)


def _is_named(person: Person, one: Dissertation, names: Any) -> bool:
    """Whether the reader may read this person's own name there; another's consent is none for them."""
    if one.author_id == person.pk and names.author:
        return True
    return any(each.person_id == person.pk and each.name in names.supervisors for each in one.supervisions.all())


def dissertations_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Dissertations this reader may see, by key."""
    return {str(one.pk): Thing(one.title, one.get_absolute_url()) for one in readable(user).filter(pk__in=keys)}


def names_held(person: Person) -> HeldSection | None:
    """Dissertations in which the person's name stands as text without a link: names equal to the full name."""
    name = person.full_name
    if not name.strip() or person.erased_at:
        return None
    rows = Dissertation.objects.filter(author=None, author_name__iexact=name) | Dissertation.objects.filter(
        supervisions__person=None, supervisions__name__iexact=name
    )
    found = [{"number": one.pk, "title_ru": one.title_ru, "title_en": one.title_en} for one in rows.distinct().order_by("pk")[:200]]
    return HeldSection(say("Dissertations that name somebody like me"), found) if found else None
