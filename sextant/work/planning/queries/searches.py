"""Saved searches: which calls answer them, and the signed name by which a letter stops them."""

from datetime import date

from django.core.signing import BadSignature, Signer

from sextant.lab.funding import searches as lab
from sextant.lab.funding.findings import Said
from sextant.work.planning.models import Call, SavedSearch

_signer = Signer(salt="planning.search", sep=".")


def parts(text: str) -> tuple[str, ...]:
    """Words that stand apart by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def as_lab(search: SavedSearch) -> lab.SavedSearch:
    """The same for the lab."""
    lists = {name: parts(getattr(search, name)) for name in ("all_words", "any_words", "no_words", "themes", "no_funders")}
    rest = {"amount": search.amount_minor, "currency": search.currency, "days_left": search.days_left}
    return lab.SavedSearch(key=str(search.pk), title=search.title, **lists, **rest)  # type: ignore[arg-type]


def answers_to(search: SavedSearch, on: date) -> list[Call]:
    """The calls open on that day that answer, the nearest last day first."""
    wanted = as_lab(search)
    return [call for call in Call.objects.open_on(on) if wanted.matches(call.as_funding_call(), on)[0]]


def answers_with_reasons(search: SavedSearch, on: date) -> list[tuple[Call, tuple[Said, ...]]]:
    """The same, each with why."""
    wanted = as_lab(search)
    asked = ((call, wanted.matches(call.as_funding_call(), on)) for call in Call.objects.open_on(on))
    return [(call, reasons) for call, (fits, reasons) in asked if fits]


def token_of(search: SavedSearch) -> str:
    return _signer.sign(str(search.pk))


def search_of(token: str) -> SavedSearch | None:
    """The search of a token; None for one that was never given out, or whose search is gone."""
    try:
        return SavedSearch.objects.filter(pk=int(_signer.unsign(token))).first()
    except (BadSignature, ValueError):
        return None
