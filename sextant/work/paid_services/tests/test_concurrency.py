"""Acts written and accepted at once, in processes on PostgreSQL and in threads on SQLite, never exceed their contract."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.paid_services import states
from sextant.work.paid_services.actions.acts import accept_act, write_act
from sextant.work.paid_services.models import Act, Contract
from sextant.work.paid_services.queries.invariants import trouble
from sextant.work.paid_services.tests.factories import TODAY, act_of, pay, signed

WORKERS = 4


@pytest.fixture(autouse=True)
def _contracts_gone(transactional_db: None) -> Iterator[None]:
    """Contracts point to their invoices, so they go before the books are emptied."""
    yield
    Act.objects.all().delete()
    Contract.objects.all().delete()


def _write(pk: int) -> str:
    """Tries to hand over 3 of 10 hours on a connection of its own; says how it ended."""
    try:
        contract = Contract.objects.get(pk=pk)
        write_act(contract, {contract.lines.get().pk: 3_000}, day=TODAY(), by=None)
        return "written"
    except ValidationError:
        return "refused"
    finally:
        connections.close_all()


def _accept(pk: int) -> str:
    try:
        accept_act(Act.objects.get(pk=pk), name="Ann", on=TODAY(), by=None, who=states.CUSTOMER)
        return "accepted"
    except ValidationError:
        return "refused"
    finally:
        connections.close_all()


def _all_at_once(work: Callable[[int], str], keys: list[int]) -> list[str]:
    if connection.vendor == "sqlite":
        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(work, keys))
    connections.close_all()
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("fork")) as pool:
        return list(pool.map(work, keys))


@pytest.mark.django_db(transaction=True)
def test_acts_written_at_once_never_exceed_the_contract():
    contract = signed()
    ended = _all_at_once(_write, [contract.pk] * 8)
    line = contract.lines.get()
    assert (ended.count("written"), line.taken, Act.objects.count(), trouble()) == (3, 9_000, 3, [])


@pytest.mark.django_db(transaction=True)
def test_an_act_accepted_many_times_at_once_is_invoiced_once():
    contract = signed(advance_percent=50)
    pay(contract.advance_invoice)
    acts = [act_of(contract, 4_000).pk, act_of(contract, 6_000).pk]
    ended = _all_at_once(_accept, acts * 3)
    assert (ended.count("accepted"), sum(Invoice.objects.values_list("total_minor", flat=True))) == (2, 10_000_00)
    assert sum(Act.objects.values_list("offset_minor", flat=True)) == 5_000_00
    assert (Contract.objects.get().state, invariants(), trouble()) == (states.FULFILLED, [], [])
