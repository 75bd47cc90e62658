"""What to put into the addresses of pages of paid services."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.society.ledger.tests.factories import open_books
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import accept_act, send_act, write_act
from sextant.work.paid_services.actions.clauses import ensure_clauses
from sextant.work.paid_services.actions.contracts import draft_contract, save_line
from sextant.work.paid_services.actions.copies import keep_copy
from sextant.work.paid_services.actions.requests import ask_offer
from sextant.work.paid_services.actions.signing import send_contract, sign_contract
from sextant.work.paid_services.links import token_of
from sextant.work.paid_services.models import Act, Clause, Contract, OfferRequest, Price, Service
from tests.roles.world import World


def _service(world: World) -> Service:
    """A published service with a price."""
    if "paid service" not in world.left:
        units = {"unit_en": "hour", "unit_ru": "час"}
        service = Service.objects.create(code="roles", kind="expertise", title_en="Expertise", title_ru="Экспертиза", is_published=True, **units)
        Price.objects.create(service=service, since=timezone.localdate(), amount_minor=1_000_00)
        world.left["paid service"] = service
    return world.left["paid service"]


def _draft(world: World) -> Contract:
    """A draft with the organisation of the page."""
    ensure_clauses()
    today = timezone.localdate()
    fields = {"email": "customer@example.org", "subject_en": "Expertise", "since": today, "until": today, "advance_percent": 30}
    contract = draft_contract(by=None, day=today, organisation=world.organisation, customer="", **fields)
    save_line(contract, None, service=_service(world), quantity=10_000, by=None)
    return contract


def _signed(world: World) -> Contract:
    """A signed contract with an accepted act and an invoice of its advance."""
    if "paid contract" not in world.left:
        open_books()
        today = timezone.localdate()
        contract = send_contract(_draft(world), on=today, by=None)
        contract = sign_contract(contract, name="Ann", on=today, by=None, who=states.CUSTOMER)
        line = contract.lines.order_by("pk")[0]
        act = send_act(write_act(contract, {line.pk: 5_000}, day=today, by=None), on=today, by=None)
        world.left["paid act"] = accept_act(act, name="Ann", on=today, by=None, who=states.CUSTOMER)
        upload = SimpleUploadedFile("contract.pdf", b"%PDF-1.7 signed")
        world.left["paid copy"] = keep_copy(contract, upload=upload, by=None)
        world.left["paid contract"] = contract
    return world.left["paid contract"]


def _act(world: World) -> Act:
    _signed(world)
    return world.left["paid act"]


def _request(world: World) -> OfferRequest:
    """A request that waits."""
    if "paid request" not in world.left:
        who = {"contact": "Ann", "email": "ann@example.org", "what": "An opinion"}
        world.left["paid request"] = ask_offer(service=_service(world), today=timezone.localdate(), by=None, **who)
    return world.left["paid request"]


def _line(world: World) -> dict[str, Any]:
    """A line of a draft."""
    if "paid line" not in world.left:
        world.left["paid line"] = _draft(world).lines.order_by("pk")[0]
    return {"pk": world.left["paid line"].pk}


def _clause(world: World) -> dict[str, Any]:
    ensure_clauses()
    return {"pk": Clause.objects.order_by("pk")[0].pk}


def _copy(world: World) -> dict[str, Any]:
    _signed(world)
    return {"pk": world.left["paid copy"].pk}


def _of_contract(world: World) -> dict[str, Any]:
    return {"pk": _signed(world).pk}


def _of_act(world: World) -> dict[str, Any]:
    return {"pk": _act(world).pk}


def _of_request(world: World) -> dict[str, Any]:
    return {"pk": _request(world).pk}


def _of_service(world: World) -> dict[str, Any]:
    return {"pk": _service(world).pk}


def _price(world: World) -> dict[str, Any]:
    return {"pk": _service(world).prices.order_by("pk")[0].pk}


def _token(world: World) -> dict[str, Any]:
    return {"token": token_of(_signed(world))}


def _own_act(world: World) -> dict[str, Any]:
    return {**_token(world), "act": _act(world).pk}


CONTRACT = ("contract", "edit_contract", "contract_file", "add_line", "send", "recall", "sign", "cancel", "renew_link", "add_copy", "write_act")
ACT = ("act", "act_file", "send_act", "discard_act", "accept_act", "refuse_act", "take_back_act", "add_act_copy")
BY_LINK = ("own", "own_file", "own_sign", "own_object", "own_advance_file")
OWN_ACT = ("own_act", "own_act_file", "own_act_invoice", "own_accept", "own_refuse")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"paid_services:{name}": _of_contract for name in CONTRACT},
    **{f"paid_services:{name}": _of_act for name in ACT},
    **{f"paid_services:{name}": _token for name in BY_LINK},
    **{f"paid_services:{name}": _own_act for name in OWN_ACT},
    **{f"paid_services:{name}": _of_request for name in ("request", "decline", "answer")},
    **{f"paid_services:{name}": _of_service for name in ("edit_service", "add_price")},
    "paid_services:edit_line": _line,
    "paid_services:remove_line": _line,
    "paid_services:remove_price": _price,
    "paid_services:edit_clause": _clause,
    "paid_services:copy": _copy,
}
