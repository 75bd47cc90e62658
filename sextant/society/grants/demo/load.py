"""Grants in every state, and the register of what was given before; and taking them away again."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.grants import states
from sextant.society.grants.actions import agreeing, changing, ending, milestones, paying, reporting
from sextant.society.grants.actions.clauses import ensure_clauses
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.actions.registering import save_grant, save_publication
from sextant.society.grants.demo.rows import GRANTS
from sextant.society.grants.models import Grant, GrantFile, GrantReport, GrantSpent, Publication
from sextant.society.ledger.actions.chart import ensure_chart
from sextant.society.ledger.models import Line, Payee
from sextant.society.members.models import Organisation, Person


def load(world: World) -> None:
    ensure_chart()
    ensure_clauses()
    _register(world)
    libraries = iter([*world.left.get("libraries", [])[10:20], *world.left.get("libraries", [])[:10]])
    people = iter(world.left.get("people", [])[40:60])
    member = Person.objects.filter(is_demo=True, user__isnull=False).order_by("pk").first()
    for row in GRANTS:
        recipient = next(libraries, None) if row["to"] == "library" else next(people, None) if row["to"] == "person" else member
        if recipient is not None:
            _play(row, recipient, world.today)


def _register(world: World) -> None:
    """A grant for every payment the demo's books have on the account, but the last one, which waits to be described."""
    libraries: list[Organisation] = world.left.get("libraries", [])
    lines = Line.objects.filter(account__use="grants_awarded", entry__is_demo=True, amount_minor__gt=0).exclude(entry__about_kind="grants.grant")
    rows = list(lines.select_related("entry", "fund").order_by("entry__day", "pk"))
    payee = Payee.objects.first()
    if payee and not Publication.objects.exists():
        save_publication(by=None, is_demo=True, org_id=f"RU-INN-{payee.tax_id}", prefix="360G-Demo", website="https://example.org/")
    for number, (line, library) in enumerate(zip(rows[:-1], libraries, strict=False), 1):
        texts = {"title_ru": "Книги сельской библиотеке", "title_en": "Books for a village library"}
        about = {"description_ru": "Новые книги для детей и взрослых.", "description_en": "New books for children and adults."}
        values = {"organisation": library, "recipient_id": f"RU-INN-77{number:08d}", "amount_minor": line.amount_minor, "awarded_on": line.entry.day}
        save_grant(None, by=None, is_demo=True, lines=[line], number=f"demo-{number:03d}", fund=line.fund, currency="RUB", **values, **texts, **about)


def _promised(row: dict[str, Any], recipient: Person | Organisation, today: date) -> Grant:
    def on(days: int | None) -> date | None:
        return None if days is None else today + timedelta(days=days)

    (title_ru, title_en), (about_ru, about_en) = row["title"], row["about"]
    amounts: dict[str, Any] = {"amount_minor": sum(part[0] for part in row["parts"]) * 100, "currency": "RUB"}
    days: dict[str, Any] = {"awarded_on": on(row["awarded"]), "starts_on": on(row["days"][0]), "ends_on": on(row["days"][1])}
    grant = promise_grant(
        recipient=recipient,
        kind=row["kind"],
        title_ru=title_ru,
        title_en=title_en,
        description_ru=about_ru,
        description_en=about_en,
        instalments=[(amount * 100, today + timedelta(days=days), condition) for amount, days, condition in row["parts"]],
        report_due_on=on(row["report"]),
        milestones=[(russian, english, today + timedelta(days=due)) for russian, english, due, _done in row.get("milestones", ())],
        budget=[(title, amount * 100) for title, amount in row.get("budget", ())],
        is_demo=True,
        by=None,
        **amounts,
        **days,
    )
    if isinstance(recipient, Organisation) and not grant.recipient_id:
        Grant.objects.filter(pk=grant.pk).update(recipient_id=f"RU-INN-78{grant.pk % 10**8:08d}")
    return grant


def _play(row: dict[str, Any], recipient: Person | Organisation, today: date) -> None:
    grant, how = _promised(row, recipient, today), row["how"]
    if how == "promised":
        return
    sent = grant.awarded_on + timedelta(days=3)
    grant = agreeing.send_agreement(grant, on=sent, by=None)
    if how == "sent":
        return
    if how == "withdrawn":
        ending.withdraw_grant(grant, reason=row["reason"], on=sent + timedelta(days=2), by=None, who=states.RECIPIENT)
        return
    name = "Директор (вымышлено)" if grant.organisation else "Получатель (вымышлено)"
    grant = agreeing.sign_agreement(
        grant, name=name, on=sent + timedelta(days=2), by=None, who=states.RECIPIENT, details="Счёт 40817810000000000000 (вымышлено)"
    )
    first = grant.instalments.order_by("due_on", "pk")[0]
    paying.pay_instalment(first, day=first.due_on, by=None)
    _further(row, Grant.objects.with_all().get(pk=grant.pk), today)


def _further(row: dict[str, Any], grant: Grant, today: date) -> None:
    """What came after the first payment."""
    how = row["how"]
    for milestone, (_ru, _en, _due, done) in zip(grant.milestones.all(), row.get("milestones", ()), strict=False):
        milestones.mark_milestone(milestone, done_on=today + timedelta(days=done), by=None)
    if how in ("closed", "reported", "writing"):
        _report(row, grant.reports.get(), today)
    if how == "closed":
        report = reporting.accept_report(grant.reports.get(), on=today + timedelta(days=row["report"] + 6), by=None)
        last = grant.instalments.filter(state=states.PLANNED).get()
        paying.pay_instalment(last, day=last.due_on, by=None)
        ending.close_grant(report.grant, on=last.due_on + timedelta(days=5), by=None)
    if how == "cancelled":
        day = today + timedelta(days=row["days"][1])
        ending.cancel_grant(grant, reason=row["reason"], on=day, by=None)
        back = {"amount_minor": row["returned"] * 100, "reason": row["reason"], "key": "demo"}
        paying.return_money(grant, day=day + timedelta(days=20), by=None, **back)
    if "change" in row:
        reason, ends, report = row["change"]
        days: dict[str, Any] = {"ends_on": today + timedelta(days=ends), "report_due_on": today + timedelta(days=report)}
        changing.ask_change(grant, reason=reason, on=today - timedelta(days=2), by=None, **days)


def _report(row: dict[str, Any], report: GrantReport, today: date) -> None:
    lines = report.grant.budget.all()
    spent = {line.pk: (amount * 100, "") for line, amount in zip(lines, row["spent"], strict=True)}
    reporting.write_report(report, narrative=row["narrative"], spent=spent, by=None)
    paper = SimpleUploadedFile("Список расходов.txt", "Вымышленный список расходов с номерами чеков.".encode())
    reporting.add_file(report, upload=paper, by=None)
    if row["how"] != "writing":
        reporting.send_report(report, on=report.due_on - timedelta(days=4), by=None, who=states.RECIPIENT)


def remove() -> int:
    """Takes the demo's grants away; what they booked goes with the demo's books. Real grants keep no invented programme."""
    demo = Grant.objects.filter(is_demo=True)
    for kept in GrantFile.objects.filter(report__grant__in=demo):
        kept.file.delete(save=False)
    gone = GrantSpent.objects.filter(report__grant__in=demo).delete()[0]
    gone += demo.delete()[0] + Publication.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("grants", 63, load, remove)
