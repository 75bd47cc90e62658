"""What an award with money becomes: a grant that is promised."""

from datetime import timedelta

from django.utils import translation

from sextant.base.accounts.models import User
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.models import Grant
from sextant.society.grants.queries.naming import names_person
from sextant.work.calls.models import Answer, Award, Call, Field, Prize

GRANT_KINDS = {Prize.Kind.PRIZE: "prize", Prize.Kind.TRAVEL: "travel", Prize.Kind.PROJECT: "project"}
ABOUT = "calls.award"


def promise_money(award: Award, *, call: Call, by: User | None) -> Grant:
    """Promises what a prize brings: a part on signing, the rest after the report; the budget of the entry becomes that of the grant."""
    prize, day = award.prize, award.given_on
    first = prize.amount_minor * prize.first_percent // 100
    report = day + timedelta(days=prize.report_days) if prize.report_days else None
    parts = [(first, day + timedelta(days=14), "signing")]
    if first < prize.amount_minor and report is not None:
        parts.append((prize.amount_minor - first, report + timedelta(days=30), "report"))
    rows = Answer.objects.filter(entry=award.entry, field__kind=Field.Kind.BUDGET).values_list("rows", flat=True).first()
    title_ru, title_en = _public_titles(award, call)
    return promise_grant(
        about=(ABOUT, str(award.pk)),
        recipient=award.person,
        kind=GRANT_KINDS[Prize.Kind(prize.kind)],
        title_ru=title_ru,
        title_en=title_en,
        amount_minor=prize.amount_minor,
        currency=prize.currency,
        fund=call.fund,
        awarded_on=day,
        starts_on=day if report else None,
        ends_on=report,
        instalments=parts,
        report_due_on=report,
        budget=[(str(what), int(amount)) for what, amount in rows or []],
        by=by,
        is_demo=award.is_demo,
    )


def _public_titles(award: Award, call: Call) -> tuple[str, str]:
    """Titles in the open register, in Russian and English: prize and call; the kind of the prize alone where those bear the winner's own name.

    A prize may be named after somebody whose name the winner bears, and grants to persons are published without names.
    """
    prize = award.prize
    russian = f"{prize.title_ru or prize.title_en}: {call.title_ru or call.title_en}"[:200]
    english = f"{prize.title_en or prize.title_ru}: {call.title_en or call.title_ru}"[:200]
    if not names_person(f"{russian} {english}", award.person):
        return russian, english
    kinds = []
    for language in ("ru", "en"):
        with translation.override(language):
            kinds.append(str(Prize.Kind(prize.kind).label).capitalize())
    return kinds[0], kinds[1]
