"""What every row of a spreadsheet would do: new, a change, nothing, merged into an earlier row, or refused and why."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from sextant.society.members.models import Person
from sextant.society.members.models.imports import ImportRow
from sextant.society.members.names import folded_name, folded_organisation
from sextant.society.members.queries.eligibility import why_not
from sextant.society.members.queries.known import Ambiguous, Index, Known, full_name_of, is_russian, known_now, region_key
from sextant.society.members.queries.periods import months_later
from sextant.society.members.sheets.reading import Sheet
from sextant.society.members.sheets.values import Problem, values_of

Outcome = ImportRow.Outcome
Progress = Callable[[int, int], object]


@dataclass
class Verdict:
    """One row: what it does, to whom, with which values. `wants` holds keys and names that are not plain fields."""

    number: int
    cells: list[Any]
    values: dict[str, Any] = field(default_factory=dict)
    wants: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    outcome: str = Outcome.REFUSED
    person: int | None = None
    duplicate_of: int | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return full_name_of(self.values)[:300]


def _refuse(verdict: Verdict, field_name: str, value: Any, reason: str, /, **told: Any) -> None:
    verdict.problems.append(Problem(field_name, str(value)[:200], reason, told))


def _resolve_places(verdict: Verdict, known: Known) -> None:
    values, wants = verdict.values, verdict.wants
    if text := values.pop("region", None):
        found = known.regions.get(text.lower()) or known.regions.get(region_key(text), set())
        if len(found) == 1:
            values["region_id"] = next(iter(found))
        else:
            _refuse(verdict, "region", text, _("No region of this name is known. Write it as on the site, or give its code."))
    for text in filter(None, (part.strip() for part in values.pop("sections", "").replace("\n", ";").split(";"))):
        found = known.sections.get(text.lower()) or known.sections.get(folded_name(text), set())
        if len(found) == 1:
            wants.setdefault("sections", set()).update(found)
        else:
            _refuse(verdict, "sections", text, _("No section of this name is known. Write it as on the site; part several with a semicolon."))
    if text := values.pop("speciality", None):
        values["speciality_ru" if is_russian(text) else "speciality_en"] = text
    wants["position"] = values.pop("position", "")


def _resolve_organisation(verdict: Verdict, known: Known) -> None:
    number, name = verdict.values.pop("organisation_number", ""), verdict.values.pop("organisation", "")
    found = known.organisations.by_number.get(number.upper(), set()) if number else set()
    found = found or (known.organisations.called(name) if name else set())
    if not found and name and folded_organisation(name) in known.aliases:
        found = {known.aliases[folded_organisation(name)]}
    if len(found) == 1:
        verdict.wants["organisation"] = next(iter(found))
    elif found:
        _refuse(verdict, "organisation", name or number, _("Several organisations have this name. Add a column with their ISIL or INN."))
    elif name:
        verdict.wants["unknown"] = name
    elif number:
        _refuse(verdict, "organisation_number", number, _("No organisation has this number. Correct it, or give the organisation's name."))


def _resolve_membership(verdict: Verdict, known: Known, file_mark: str) -> None:
    values, today = verdict.values, timezone.localdate()
    text, paid_on, paid_until = values.pop("plan", ""), values.pop("paid_on", None), values.pop("paid_until", None)
    reference = values.pop("payment_reference", "")
    if not text:
        return
    plan = known.plans.get(text.lower()) or known.plans.get(folded_name(text))
    if plan is None:
        _refuse(verdict, "plan", text, _("No membership plan of this name is known. Write it as on the site, or give its code."))
        return
    if paid_until and not paid_on and plan.months:
        paid_on = months_later(paid_until + timedelta(days=1), -plan.months)
    if paid_on and paid_on > today:
        _refuse(verdict, "paid_on", paid_on, _("The day of payment lies in the future. Check the date, or the plan."))
        return
    person = Person(born_on=values.get("born_on"), is_student=values.get("is_student", False))
    if verdict.person is None and (reason := why_not(plan, person, paid_on or today)):
        _refuse(verdict, "plan", text, reason)
        return
    reference = reference or f"import-{file_mark}-{verdict.number}"
    verdict.wants["membership"] = {"plan": plan.pk, "paid_on": paid_on, "reference": reference[:120] if paid_on else ""}


_AMBIGUOUS = {
    "email": _("This address is that of %(name)s (%(where)s). Two people cannot share one: leave the cell empty or give another."),
    "orcid": _("This ORCID iD is that of %(name)s (%(where)s). Check the number."),
    "several": _("Several people are called so. Add the e-mail or the date of birth, so that one can tell who is meant."),
    "elsewhere": _(
        "%(name)s is known at another place of work (%(where)s). Add the e-mail or the date of birth, so that one can tell whether it is the same person."
    ),
}


def _places(verdict: Verdict) -> set[Any]:
    return {verdict.wants.get("organisation") or folded_organisation(verdict.wants.get("unknown", ""))} - {None, ""}


def _match(verdict: Verdict, index: Index, row: bool) -> int | None:
    try:
        return index.find(verdict.values, _places(verdict))
    except Ambiguous as ambiguous:
        name = ambiguous.kind if ambiguous.kind in {"email", "orcid"} else "full_name"
        told = {"name": full_name_of(index.people[ambiguous.place]), "row" if row else "entry": ambiguous.place}
        _refuse(verdict, name, verdict.values.get(name) or verdict.name, _AMBIGUOUS[ambiguous.kind], **told)
        return None


def _changes(verdict: Verdict, known: Known) -> dict[str, list[Any]]:
    """What the row changes of the person, field by field, as [before, after]."""
    person, wants = verdict.person, verdict.wants
    before = known.people.people.get(person, {}) if person is not None else {}
    changes = {name: [before.get(name) or "", new] for name, new in verdict.values.items() if before.get(name) != new}
    place = wants.get("organisation") or wants.get("unknown")
    if place and (person is None or not isinstance(place, int) or (person, place) not in known.affiliations):
        changes["organisation"] = ["", place]
    elif place and wants["position"] and person is not None and known.affiliations[person, place] != wants["position"]:
        changes["position"] = [known.affiliations[person, place], wants["position"]]
    sections = {key for key in wants.get("sections", ()) if (person, key) not in known.parts}
    if sections:
        changes["sections"] = ["", sorted(sections)]
    return changes | _membership_change(verdict, known)


def _membership_change(verdict: Verdict, known: Known) -> dict[str, list[Any]]:
    wish, person = verdict.wants.get("membership"), verdict.person
    if wish is None:
        return {}
    held, periods = known.memberships.get(person or 0, []), known.periods.get(person or 0, [])
    if any(plan != wish["plan"] for plan, _state in held):
        _refuse(verdict, "plan", "", _("The person has a membership under another plan. Change the plan on the site, or leave the cell empty."))
    covered = wish["paid_on"] and any(reference == wish["reference"] or until >= wish["paid_on"] for reference, until in periods)
    if covered or (held and not wish["paid_on"]):
        return {}
    return {"membership": ["", [wish["plan"], wish["paid_on"]]]}


def judge(sheet: Sheet, columns: dict[int, str], known: Known, file_mark: str, progress: Progress = lambda _done, _of: None) -> list[Verdict]:
    """One verdict for every row, in order. Rows of one person are brought together in the first of them."""
    verdicts: list[Verdict] = []
    seen = Index()
    by_number: dict[int, Verdict] = {}
    for place, (number, cells) in enumerate(sheet.rows):
        if place % 250 == 0:
            progress(place, len(sheet.rows))
        verdict = Verdict(number, cells)
        verdict.values, verdict.problems = values_of(cells, columns)
        _resolve_places(verdict, known)
        _resolve_organisation(verdict, known)
        verdicts.append(verdict)
        if verdict.problems:
            continue
        first = _match(verdict, seen, row=True)
        if first is None and not verdict.problems:
            verdict.person = _match(verdict, known.people, row=False)
        if first is None:
            _resolve_membership(verdict, known, file_mark)
        if verdict.problems:
            continue
        if first is not None:
            _fold_into(by_number[first], verdict)
            continue
        by_number[number] = verdict
        seen.add(number, {**verdict.values, "workplaces": _places(verdict)})
    for verdict in by_number.values():
        verdict.changes = _changes(verdict, known)
        if not verdict.problems:
            verdict.outcome = Outcome.NEW if verdict.person is None else Outcome.UPDATE if verdict.changes else Outcome.SAME
    return verdicts


def _fold_into(first: Verdict, verdict: Verdict) -> None:
    """A later row of the same person fills what the first one left empty; what the first one says stays."""
    verdict.outcome, verdict.duplicate_of = Outcome.DUPLICATE, first.number
    first.values = {**verdict.values, **first.values}
    first.wants.setdefault("sections", set()).update(verdict.wants.get("sections", set()))
    if not _places(first):
        first.wants |= {name: verdict.wants[name] for name in ("organisation", "unknown", "position") if name in verdict.wants}


def judged(sheet: Sheet, columns: dict[int, str], file_mark: str, progress: Progress = lambda _done, _of: None) -> tuple[list[Verdict], Known]:
    """The verdicts against the site as it is now."""
    known = known_now()
    return judge(sheet, columns, known, file_mark, progress), known


def counts_of(verdicts: list[Verdict]) -> dict[str, int]:
    """Rows in = created + updated + unchanged + merged + refused."""
    number = Counter(str(verdict.outcome) for verdict in verdicts)
    return {
        "rows": len(verdicts),
        "created": number["new"],
        "updated": number["update"],
        "unchanged": number["same"],
        "merged": number["duplicate"],
        "refused": number["refused"],
    }


def fingerprint_of(verdicts: list[Verdict]) -> str:
    """SHA-256 of what the rows would do; equal before and after when the site has not changed for any of them."""
    facts = [[v.number, str(v.outcome), v.person, v.duplicate_of, v.changes, [[p.field, p.value] for p in v.problems]] for v in verdicts]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def unknown_organisations(verdicts: list[Verdict], known: Known) -> list[list[Any]]:
    """[name, number of rows, [[key, name] of similar ones]] of organisations that would have to be made, most rows first."""
    names: Counter[str] = Counter()
    written: dict[str, str] = {}
    for verdict in verdicts:
        if verdict.outcome != Outcome.REFUSED and (name := verdict.wants.get("unknown")):
            names[folded_organisation(name)] += 1
            written.setdefault(folded_organisation(name), name)
    similar = {folded: [[key, close] for close, key in known.organisations.close_to(folded)] if len(names) <= 500 else [] for folded in names}
    return [[written[folded], number, similar[folded]] for folded, number in names.most_common()]
