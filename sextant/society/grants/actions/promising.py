"""The promise of a grant. Other houses call `promise_grant`: asked twice about the same thing, it is promised once."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.permissions.moves import may_move
from sextant.society.grants import letters, states
from sextant.society.grants.actions.booking import book_promise
from sextant.society.grants.models import Grant, GrantAgreement, GrantBudgetLine, GrantInstalment, GrantMilestone, GrantReport
from sextant.society.grants.queries.naming import named_in
from sextant.society.ledger.actions.entries import take_number
from sextant.society.ledger.models import Fund, Programme
from sextant.society.members.models import Organisation, Person

LARGEST = 10**13
Part = tuple[int, date, str]
"""An instalment: minor units, the day it is due, and its condition (`signing`, `milestone`, `report`)."""


def locked(grant: Grant) -> Grant:
    """The grant as it is now, held until the transaction ends."""
    return Grant.objects.select_for_update(of=("self",)).with_all().get(pk=grant.pk)


def move(grant: Grant, target: str, who: str) -> None:
    """Sets the state; a sentence where that is not possible any more."""
    if not may_move(states.MOVES, grant.state, target, {who}):
        named = dict(Grant.STATES)
        words = {"state": named[grant.state], "target": named[target]}
        raise ValidationError(_("This grant is “%(state)s”; it cannot become “%(target)s” now. Look at it again.") % words)
    grant.state = target


def kept(grant: Grant, *fields: str) -> None:
    """Saves these fields, the state, and that something changed (the date of the open data)."""
    grant.changed_at = timezone.now()
    grant.save(update_fields=["state", "changed_at", *fields])


@in_turn
def promise_grant(
    *,
    about: tuple[str, str] = ("", ""),
    recipient: Person | Organisation,
    kind: str,
    title_ru: str,
    title_en: str,
    description_ru: str = "",
    description_en: str = "",
    amount_minor: int,
    currency: str,
    fund: Fund | None = None,
    programme: Programme | None = None,
    awarded_on: date,
    starts_on: date | None = None,
    ends_on: date | None = None,
    instalments: Sequence[Part] = (),
    report_due_on: date | None = None,
    open_call: bool = True,
    milestones: Sequence[tuple[str, str, date]] = (),
    budget: Sequence[tuple[str, int]] = (),
    by: User | None,
    is_demo: bool = False,
) -> Grant:
    """Promises a grant and books it as spent and owed; the recipient is told.

    `about` names what it came from, such as `("calls.award", "17")`: with a key that was used before the grant there is comes
    back unchanged. Without instalments all is paid on signing. A budget need not come to the amount yet; the
    office sets it before it sends the agreement. Refused with a sentence: no amount, instalments that do not add
    up, a restricted fund that cannot bear it, closed books, a public text that names the person who receives.
    """
    known = Grant.objects.filter(about_kind=about[0], about_key=about[1]).first() if about[1] else None
    if known is not None:
        return known
    days: dict[str, Any] = {"awarded_on": awarded_on, "starts_on": starts_on, "ends_on": ends_on}
    money: dict[str, Any] = {"amount_minor": amount_minor, "currency": currency, "fund": fund, "programme": programme}
    grant = _drafted(recipient, about, is_demo, kind=kind, open_call=open_call, made_by=by, **days, **money)
    grant.title_ru, grant.title_en = title_ru.strip(), title_en.strip()
    grant.description_ru, grant.description_en = description_ru.strip(), description_en.strip()
    parts = [part for part in instalments if part[0]] or [(amount_minor, awarded_on, GrantInstalment.Condition.SIGNING)]
    check_words(grant)
    _check_amounts(amount_minor, parts)
    number_it(grant)
    grant.save()
    _write_parts(grant, parts, report_due_on, milestones, budget)
    book_promise(grant, amount_minor, day=awarded_on, key="first", by=by)
    after = {"number": grant.number, "amount_minor": amount_minor, "currency": currency, "kind": kind, "awarded_on": awarded_on}
    record(verb="grants.promise_grant", obj=grant, by=by, after=after)
    letters.write_about_grant("promised", grant)
    return grant


def _drafted(recipient: Person | Organisation, about: tuple[str, str], is_demo: bool, **values: Any) -> Grant:
    """A row that is not written yet; what is given to somebody invented is invented."""
    grant = Grant(state=states.PROMISED, key=secrets.token_hex(16), about_kind=about[0], about_key=about[1], **values)
    grant.organisation = recipient if isinstance(recipient, Organisation) else None
    grant.person = recipient if isinstance(recipient, Person) else None
    grant.is_demo = is_demo or recipient.is_demo
    grant.recipient_id = register_id(grant)
    return grant


def check_words(grant: Grant) -> None:
    """A title in one language at least, days in order, and no word of a person's name in what is public."""
    if not grant.title_ru and not grant.title_en:
        raise ValidationError({"title_ru": _("Give it a title in one language at least.")})
    if grant.starts_on and grant.ends_on and grant.ends_on < grant.starts_on:
        raise ValidationError({"ends_on": _("The last day is before the first one.")})
    if grant.person is not None and named_in(grant):
        raise ValidationError(
            {"title_ru": _("The text names the person who receives. Grants to persons are published without names; write it without the name.")}
        )


def _check_amounts(amount_minor: int, parts: Sequence[Part]) -> None:
    if not 0 < amount_minor < LARGEST:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    check_parts(amount_minor, parts)


def check_parts(amount_minor: int, parts: Sequence[Part]) -> None:
    """Instalments are positive, have a known condition, and add up to the amount."""
    if any(amount <= 0 for amount, _day, _condition in parts):
        raise ValidationError({"instalments": _("Every instalment is above zero.")})
    if any(condition not in GrantInstalment.Condition.values for _amount, _day, condition in parts):
        raise ValidationError({"instalments": _("An instalment is paid on signing, after the milestones, or after a report.")})
    if sum(amount for amount, _day, _condition in parts) != amount_minor:
        raise ValidationError({"instalments": _("The instalments do not add up to the amount of the grant.")})


def number_it(grant: Grant) -> None:
    """The next number of the year: `G-2026-0007`, of the demo association `D-G-2026-0007`."""
    grant.series = "demo-grant" if grant.is_demo else "grant"
    grant.year = grant.awarded_on.year
    grant.serial = take_number(grant.series, grant.year)
    grant.number = f"{'D-' if grant.is_demo else ''}G-{grant.year}-{grant.serial:04d}"
    if Grant.objects.filter(number=grant.number).exists():
        grant.number = f"{grant.number}-{secrets.token_hex(2)}"


def register_id(grant: Grant) -> str:
    """The identifier of the recipient in the open data, from its tax number; empty for persons and where it is not known."""
    tax_number = grant.organisation.tax_number if grant.organisation else ""
    return f"RU-INN-{tax_number}" if tax_number else ""


def _write_parts(
    grant: Grant,
    parts: Sequence[Part],
    report_due_on: date | None,
    milestones: Sequence[tuple[str, str, date]],
    budget: Sequence[tuple[str, int]],
) -> None:
    GrantInstalment.objects.bulk_create(
        [GrantInstalment(grant=grant, amount_minor=amount, due_on=day, condition=condition) for amount, day, condition in parts]
    )
    GrantMilestone.objects.bulk_create(
        [GrantMilestone(grant=grant, title_ru=russian, title_en=english, due_on=day) for russian, english, day in milestones]
    )
    lines = one_line_a_title(budget)
    GrantBudgetLine.objects.bulk_create([GrantBudgetLine(grant=grant, title=title, amount_minor=amount) for title, amount in lines.items()])
    if report_due_on is not None:
        GrantReport.objects.create(grant=grant, due_on=report_due_on)
    grant.agreement = GrantAgreement.objects.create(grant=grant)


def one_line_a_title(budget: Sequence[tuple[str, int]]) -> dict[str, int]:
    """A budget as somebody else wrote it: lines of the same title are one, those without title or amount are none."""
    lines: dict[str, int] = {}
    for title, amount in budget:
        name = title.strip()[:200]
        if name and amount > 0:
            lines[name] = lines.get(name, 0) + amount
    return lines


def standing(grant: Grant, *allowed: str) -> Grant:
    """The grant, locked, in one of these states; a sentence where it is in another one."""
    found = locked(grant)
    if found.state not in allowed:
        raise ValidationError(_("This grant is “%(state)s”; that is not possible any more.") % {"state": found.get_state_display()})
    return found


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, for the record."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
