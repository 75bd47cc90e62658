"""Bank statements: taken in, their lines kept once, judged, and the sure ones booked."""

import hashlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.lab.payments.matching import Match
from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.statements.records import Statement as ReadStatement
from sextant.lab.payments.statements.records import StatementLine as ReadLine
from sextant.society.ledger import states
from sextant.society.ledger.models import BankAccount, Payment, Statement, StatementLine
from sextant.society.ledger.queries.claims import key_of
from sextant.society.ledger.queries.statements import PAYMENT, judged, known_fingerprints, verdict_of

LARGEST = 64 * 1024 * 1024
BATCH = 1000


@in_turn
def bring_statement(account: BankAccount, *, name: str, content: bytes, by: User | None, mapping: str = "", queue: bool = True) -> Statement:
    """Keeps the file and queues its reading. A file that was brought before is read again: every line of it is then repeated."""
    if not content:
        raise ValidationError({"file": _("The file is empty.")})
    if len(content) > LARGEST:
        raise ValidationError({"file": _("The file is larger than 64 MB. Ask the bank for a shorter period.")})
    digest = hashlib.sha256(content).hexdigest()
    statement = Statement(bank_account=account, name=name[:200], sha256=digest, mapping=mapping, brought_by=by, is_demo=account.is_demo)
    statement.file.save(f"{digest[:16]}.statement", ContentFile(content), save=False)
    statement.save()
    record(verb="ledger.bring_statement", obj=statement, by=by, after={"name": statement.name, "sha256": digest})
    if queue:
        statement.job = after_commit("ledger.read_statement", by=by, statement_id=statement.pk)
        statement.save(update_fields=["job"])
    return statement


@in_turn
def refuse_statement(statement: Statement, refusal: PaymentError) -> None:
    """Says why nothing of a file could be taken, in the language of whoever brought it."""
    language = statement.brought_by.language if statement.brought_by else "ru"
    named = PaymentError(refusal.said, field=refusal.field, file=statement.name, line=refusal.line)  # not the name under which it is kept
    statement.state, statement.sentence = "refused", named.sentence(language)
    statement.save(update_fields=["state", "sentence"])
    record(verb="ledger.refuse_statement", obj=statement, after={"reason": refusal.code})


def draw_lines(statement: Statement, read: ReadStatement) -> list[StatementLine]:
    """The movements that no statement of the account has brought yet, with what the matching says of them; nothing is written."""
    account = statement.bank_account
    known = known_fingerprints(account, [line.fingerprint for line in read.lines])
    new = [line for line in read.lines if line.fingerprint not in known]
    return [_row(statement, *told) for told in judged(account, new)]


@in_turn
def keep_statement(statement: Statement, read: ReadStatement, rows: list[StatementLine]) -> None:
    """Keeps what was read, each movement once: read = new + repeated + refused."""
    for start in range(0, len(rows), BATCH):
        StatementLine.objects.bulk_create(rows[start : start + BATCH])
    statement.since, statement.until = read.since, read.until
    statement.opening_minor, statement.closing_minor = read.opening_minor, read.closing_minor
    statement.read, statement.repeated = len(read.lines) + len(read.refused), len(read.lines) - len(rows)
    statement.refused = [
        {"line": one.line, "code": one.code, "ru": one.said.sentence("ru"), "en": one.said.sentence("en"), "raw": one.raw} for one in read.refused
    ]
    statement.notices = [{"code": one.code, "ru": one.sentence("ru"), "en": one.sentence("en")} for one in read.notices]
    statement.state = "done"
    statement.save()
    after = {"read": statement.read, "new": len(rows), "repeated": statement.repeated, "refused": len(read.refused)}
    record(verb="ledger.keep_statement", obj=statement, by=statement.brought_by, after=after)


def _row(statement: Statement, line: ReadLine, found: Match | None, alike: list[Payment]) -> StatementLine:
    state = verdict_of(found, alike)
    payment = alike[0] if found is None else None
    return StatementLine(
        statement=statement,
        bank_account=statement.bank_account,
        place=line.line,
        fingerprint=line.fingerprint,
        bank_id=line.bank_id[:80],
        day=line.booked_on,
        amount_minor=line.amount_minor,
        currency=line.currency,
        payer_name=line.payer_name[:300],
        payer_account=line.payer_account[:34],
        payer_tax_id=line.payer_tax_id[:12],
        purpose=line.purpose,
        reference=line.reference[:140],
        state=state,
        payment=payment,
        note=_("It was recorded by hand before.") if payment else "",
        proposals=_proposals(found, alike) if found else [],
        is_demo=statement.is_demo,
    )


def _proposals(found: Match, alike: list[Payment]) -> list[dict[str, Any]]:
    """The proposals as they are kept: a recorded payment that looks alike first, then claims, the best first."""
    same = [
        {
            "key": key_of(PAYMENT, str(one.pk)),
            "confidence": None,
            "ru": ["такой платёж уже записан вручную"],
            "en": ["such a payment is recorded by hand"],
            "together": [],
        }
        for one in alike[:3]
    ]
    claims = [
        {
            "key": one.key,
            "confidence": one.confidence,
            "ru": [reason.text_ru for reason in one.reasons],
            "en": [reason.text_en for reason in one.reasons],
            "together": list(one.together),
        }
        for one in found.proposals
    ]
    return [*same, *claims]


def sure_lines(statement: Statement) -> list[int]:
    """Lines that are to be booked without asking, in the order of the file."""
    return list(statement.lines.filter(state=states.MATCHED).order_by("place", "pk").values_list("pk", flat=True))
