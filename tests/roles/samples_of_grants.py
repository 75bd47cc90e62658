"""What to put into the addresses of pages of grants."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.society.grants import states
from sextant.society.grants.actions import agreeing, changing, paying, reporting
from sextant.society.grants.actions.clauses import ensure_clauses
from sextant.society.grants.actions.promising import promise_grant
from sextant.society.grants.links import token_of
from sextant.society.grants.models import Clause, Grant
from sextant.society.grants.tests.factories import in_days, recorded, today
from sextant.society.ledger.tests.factories import open_books
from tests.roles.world import World


def _grant(world: World) -> Grant:
    """A running grant of the organisation of the page: one instalment paid, a report being written, a change asked for."""
    if "grant" not in world.left:
        open_books()
        ensure_clauses()
        amounts: dict[str, Any] = {"amount_minor": 10_000_00, "currency": "RUB", "awarded_on": in_days(-9), "report_due_on": in_days(9)}
        parts = [(6_000_00, in_days(-9), "signing"), (4_000_00, in_days(20), "report")]
        steps = [("Занятия", "Lessons", in_days(5))]
        words: dict[str, Any] = {"kind": "project", "title_ru": "Школа", "title_en": "School", "instalments": parts, "milestones": steps}
        grant = promise_grant(recipient=world.organisation, budget=[("Books", 10_000_00)], by=None, **amounts, **words)
        agreeing.send_agreement(grant, on=in_days(-8), by=None)
        grant = agreeing.sign_agreement(grant, name="Ann", on=in_days(-8), by=None, who=states.OFFICE, details="4081")
        paying.pay_instalment(grant.instalments.all()[0], day=today(), by=None)
        report = grant.reports.get()
        world.left["grant file"] = reporting.add_file(report, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7 a"), by=None)
        reporting.write_report(report, narrative="Done.", spent={grant.budget.get().pk: (5_000_00, "")}, by=None)
        reporting.send_report(report, on=today(), by=None, who=states.RECIPIENT)
        reporting.send_report_back(report, reason="Say more.", on=today(), by=None)
        world.left["grant change"] = changing.ask_change(grant, reason="Rain", on=today(), by=None, ends_on=in_days(30))
        world.left["grant"] = grant
    return world.left["grant"]


def _of_grant(world: World) -> dict[str, Any]:
    return {"pk": _grant(world).pk}


def _instalment(world: World) -> dict[str, Any]:
    return {"pk": _grant(world).instalments.all()[0].pk}


def _milestone(world: World) -> dict[str, Any]:
    return {"pk": _grant(world).milestones.get().pk}


def _report(world: World) -> dict[str, Any]:
    return {"pk": _grant(world).reports.get().pk}


def _change(world: World) -> dict[str, Any]:
    _grant(world)
    return {"pk": world.left["grant change"].pk}


def _file(world: World) -> dict[str, Any]:
    _grant(world)
    return {"pk": world.left["grant file"].pk}


def _clause(world: World) -> dict[str, Any]:
    ensure_clauses()
    return {"pk": Clause.objects.order_by("pk")[0].pk}


def _recorded(world: World) -> dict[str, Any]:
    if "grant given" not in world.left:
        world.left["grant given"] = recorded()
    return {"pk": world.left["grant given"].pk}


def _token(world: World) -> dict[str, Any]:
    return {"token": token_of(_grant(world))}


def _own_report(world: World) -> dict[str, Any]:
    return {**_token(world), "report": _report(world)["pk"]}


def _own_file(world: World) -> dict[str, Any]:
    return {**_token(world), "file": _file(world)["pk"]}


OF_GRANT = ("grant", "agreement_file", "instalments", "budget", "report_days", "conditions", "milestone_new", "send", "recall", "sign")
MORE = ("begin", "renew_link", "close", "withdraw", "cancel", "give_back")
BY_LINK = ("own", "own_agreement", "own_sign", "own_withdraw", "own_change")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"grants:{name}": _of_grant for name in (*OF_GRANT, *MORE)},
    **{f"grants:{name}": _instalment for name in ("pay", "take_back")},
    **{f"grants:{name}": _milestone for name in ("milestone_mark", "milestone_remove")},
    **{f"grants:{name}": _report for name in ("report", "accept_report", "send_report_back")},
    **{f"grants:{name}": _change for name in ("agree", "decline")},
    "grants:file": _file,
    "grants:edit_clause": _clause,
    "grants:register_edit": _recorded,
    **{f"grants:{name}": _token for name in BY_LINK},
    **{f"grants:{name}": _own_report for name in ("own_report", "own_file_add")},
    **{f"grants:{name}": _own_file for name in ("own_file", "own_file_remove")},
}
