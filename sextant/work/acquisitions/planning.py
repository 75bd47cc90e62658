"""From an offer and demands to a list with its reasons. Reads and plans with the lab: imported by jobs and commands, never by pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.lab.acquisitions import planning as lab
from sextant.lab.acquisitions.candidates import Reading
from sextant.lab.acquisitions.findings import Report
from sextant.lab.acquisitions.holdings import Holdings
from sextant.lab.acquisitions.offering import read_offer
from sextant.lab.acquisitions.orders import order_marc
from sextant.lab.acquisitions.targets import Targets, targets
from sextant.lab.acquisitions.titles import Title as Offered
from sextant.lab.acquisitions.titles import fits
from sextant.lab.catalogues.collection import BANDS
from sextant.lab.sentences import Said, SaidError
from sextant.work.acquisitions import states
from sextant.work.acquisitions.actions.plans import WorkedOut
from sextant.work.acquisitions.awarding import with_lists
from sextant.work.acquisitions.by_hand import by_hand, without_our_mark
from sextant.work.acquisitions.models import Plan, Title
from sextant.work.acquisitions.refusals import Refusal
from sextant.work.acquisitions.solving_apart import NotEnded, solved

Watch = Callable[[int, int, str], None]
TOLD = 100
"""Findings in the offer that are kept with the plan."""
GAP = 0.01
SLOW = _("The search did not end in its time. Give it more seconds, or fewer demands.")
OPEN_END = _("In the time there was neither a list nor a proof that there is none. Give it more seconds, or fewer demands.")


def work_out(plan: Plan, watch: Watch) -> WorkedOut:
    """What comes of a plan; an offer or demands that cannot be used come as `refused` with a sentence."""
    try:
        return _worked_out(plan, watch)
    except (SaidError, Refusal) as refusal:
        return WorkedOut(states.REFUSED, sentence={language: refusal.sentence(language) for language in ("en", "ru")})


def _worked_out(plan: Plan, watch: Watch) -> WorkedOut:
    watch(1, 100, "")
    offered, report = read_offer(Path(plan.offer.file.path), Reading(plan.currency))
    offered = with_lists(offered)
    asked = targets({**plan.targets, "currency": plan.currency})
    held, known = _held(plan)
    watch(5, 100, "")
    candidates = [one for one in offered if one.id not in set(plan.taken_out)]
    candidates, asked, kept = by_hand(candidates, held, asked, plan.kept_in)
    given = {"candidates": candidates, "holdings": held, "budget": plan.budget, "targets": asked, "seconds": float(plan.seconds), "gap": GAP}
    try:
        found = solved(lambda passed: watch(min(95, 5 + int(90 * passed / (plan.seconds + 60))), 100, ""), **given, known=known)
    except NotEnded as reason:
        raise Refusal(SLOW) from reason
    if isinstance(found, Said):
        return WorkedOut(states.REFUSED, account=account_of(report), sentence={"en": found.en, "ru": found.ru})
    found = without_our_mark(found, len(kept))
    if found.status == "not_found":
        return WorkedOut(states.REFUSED, account=account_of(report), sentence=Refusal(OPEN_END).sentences)
    state = states.IMPOSSIBLE if found.status == "impossible" else states.MADE
    summary = {
        **_summary(found),
        "shares": _shares(asked, found, offered, known, held),
        "kept": len(kept),
        "kept_lost": len(plan.kept_in) - len(kept),
    }
    marc = b"".join(order_marc(found, language="ru")) if found.chosen else b""
    spent = found.spent if found.chosen else None
    return WorkedOut(state, _rows(found, kept), summary, account_of(report), spent, marc=marc)


def account_of(report: Report) -> dict[str, Any]:
    """Rows of the offer: read = taken + merged + refused; the first findings in both languages."""
    told = [{"line": one.line, "fate": one.fate, "en": one.said.sentence("en"), "ru": one.said.sentence("ru")} for one in report.findings[:TOLD]]
    return {"read": report.read, "taken": report.taken, "merged": report.merged, "refused": report.refused, "findings": told}


def _held(plan: Plan) -> tuple[Holdings, dict[str, dict[str, tuple[str, ...]]]]:
    """Copies and loans by ISBN, and by what the titles held are found; titles without ISBN stand by a number of their own."""
    held, known = Holdings(), {}
    rows = Title.objects.filter(run=plan.collection.current_id, copies__gt=0)
    for row in rows.values_list("pk", "isbn", "copies", "loans", "language", "low", "high", "class_mark", "awards").iterator(chunk_size=5000):
        pk, isbn, copies, loans, language, low, high, mark, awards = row
        key = isbn or f"#{pk}"
        held.copies[key] += copies
        held.loans[key] += loans or 0
        known[key] = {
            "language": (language,) if language else (),
            "age": _ages(low, high),
            "class": (mark.partition(" ")[2],) if mark else (),
            "awards": tuple(one for one in awards.split(";") if one),
        }
    return held, known


def _ages(low: int | None, high: int | None) -> tuple[str, ...]:
    """Every band that the ages meet, as the profile counts them, and the ages themselves."""
    if low is None or high is None or low >= 18:
        return ()
    exact = f"{low}-{min(high, 17)}"
    return tuple(dict.fromkeys((*(f"{first}-{last}" for first, last in BANDS if low <= last and high >= first), exact)))


def _summary(found: lab.Plan) -> dict[str, Any]:
    """What the page of the plan shows beside its titles."""
    return {
        "status": found.status,
        "copies": found.copies,
        "titles": len(found.chosen),
        "objective": round(found.objective, 4),
        "bound": None if found.bound is None else round(found.bound, 4),
        "gap": None if found.gap is None else round(found.gap, 6),
        "how": found.how,
        "held": len(found.held),
        "dear": len(found.dear),
        "notes": [{"en": note.sentence("en"), "ru": note.sentence("ru")} for note in found.notes],
        "demands": [_demand(one) for one in found.costs],
        "gaps": [_gap(one) for one in found.gaps],
        "usual": None if found.usual is None else _usual(found.usual),
        "conflicts": list(_conflicts(found)),
        "smallest": bool(found.contradiction and found.contradiction.smallest),
    }


def _demand(one: Any) -> dict[str, Any]:
    demand = one.demand
    return {
        "name": demand.name,
        "kind": demand.kind,
        "en": demand.said.en,
        "ru": demand.said.ru,
        "reached": _plain(demand.amount(one.reached)),
        "cost": round(one.cost, 4),
        "step": round(one.step_price, 4),
        "step_said": _plain(demand.amount(demand.step)),
        "binds": one.by != "slack",
    }


def _gap(one: Any) -> dict[str, Any]:
    marks = [list(pair) for pair in one.lack.marks]
    told = {"wanted": round(one.lack.wanted), "held": round(one.lack.held), "missing": round(one.lack.missing), "closed": round(one.closed)}
    return {"marks": marks, "en": one.said.en, "ru": one.said.ru, **told}


def _usual(one: Any) -> dict[str, Any]:
    return {
        "objective": round(one.objective, 4),
        "spent": one.spent,
        "titles": one.titles,
        "broken": len(one.broken),
        "repaired": None if one.repaired is None else round(one.repaired, 4),
    }


def _conflicts(found: lab.Plan) -> Iterator[dict[str, Any]]:
    for one in found.contradiction.conflicts if found.contradiction else ():
        yield {"name": one.demand.name, "kind": one.demand.kind, "en": one.said.sentence("en"), "ru": one.said.sentence("ru")}


def _shares(asked: Targets, found: lab.Plan, offered: list[Offered], known: dict[str, Any], held: Holdings) -> list[dict[str, Any]]:
    """For every share asked for: what it is in the collection, in the offer, and on the list. Shares of copies; of titles in the offer."""
    reached = {one.demand.name: one.reached for one in found.costs}
    total = sum(held.copies.values())
    rows = []
    for share in asked.shares:
        before = sum(copies for key, copies in held.copies.items() if fits(share.field, share.value, known[key].get(share.field, ())))
        there = sum(fits(share.field, share.value, one.tags.get(share.field, ())) for one in offered)
        names = [name for name in reached if name.startswith(f"{share.field}={share.value} ") and not name.endswith("titles")]
        rows.append(
            {
                "field": share.field,
                "value": share.value,
                "of": share.of,
                "least": share.least,
                "most": share.most,
                "before": before / total if total and share.field in ("age", "language", "class", "awards") else None,
                "offer": there / len(offered) if offered else None,
                "after": reached[names[0]] if names else None,
            }
        )
    return rows


def _rows(found: lab.Plan, kept: set[str]) -> list[dict[str, Any]]:
    """Titles of the list, then those just left out."""
    rows = [
        {**_title(one.title), "copies": one.copies, "price": one.price, "why": [_both(said) for said in one.why], "by_hand": one.title.id in kept}
        for one in found.chosen
    ]
    rows += [{**_title(one.title), "price": one.title.price, "place": place, "why": [_both(one.why)]} for place, one in enumerate(found.left_out, 1)]
    return rows


def _title(one: Offered) -> dict[str, Any]:
    tags = {name: ", ".join(words) for name, words in one.tags.items()}
    return {
        "key": one.id[:80],
        "isbn": one.isbn[:20],
        "title": one.title[:500],
        "author": (one.author or tags.get("author", ""))[:300],
        "publisher": (one.publisher or tags.get("publisher", ""))[:200],
        "age": tags.get("age", "")[:60],
        "language": tags.get("language", "")[:60],
        "section": tags.get("class", "")[:60],
        "awards": tags.get("awards", "")[:300],
    }


def _both(said: Said) -> dict[str, str]:
    return {"en": said.sentence("en"), "ru": said.sentence("ru")}


def _plain(said: Said) -> dict[str, str]:
    """Both languages without the place that a refusal has before it."""
    return {"en": said.en, "ru": said.ru}
