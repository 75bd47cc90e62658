"""Where an agenda, a direction or a guideline is read: the current agenda at short addresses, earlier ones below their code."""

from django.urls import reverse

from sextant.society.agenda.models import Agenda, Direction, Guideline, Indicator, Initiative


def place_of(thing: Agenda | Direction | Guideline) -> str:
    """`/agenda/iv/2/` of the current agenda, `/agenda/earlier/CODE/iv/2/` of another."""
    agenda: Agenda
    parts: dict[str, str | int]
    if isinstance(thing, Agenda):
        agenda, parts = thing, {}
    elif isinstance(thing, Direction):
        agenda, parts = thing.agenda, {"direction": thing.slug}
    else:
        agenda, parts = thing.direction.agenda, {"direction": thing.direction.slug, "number": thing.number}
    name = ("agenda", "direction", "guideline")[len(parts)]
    if agenda.is_current:
        return reverse(f"agenda:{name}", kwargs=parts)
    return reverse(f"agenda:earlier_{name}", kwargs={"code": agenda.code, **parts})


def page_of(thing: Guideline | Initiative | Indicator) -> str:
    """Where what evidence is about is read."""
    if isinstance(thing, Guideline):
        return place_of(thing)
    return reverse("agenda:initiative" if isinstance(thing, Initiative) else "agenda:indicator", args=[thing.pk])
