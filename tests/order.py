"""Lists whose order was lost: objects that are counted over, of a model that has an order, without an order of their own.

Seen are lists of objects, not `values()`, `iterator()`, and not `first()`, which orders by key itself.

Django leaves `Meta.ordering` out of a query with GROUP BY; SQLite mostly gives such rows in the order of their keys, PostgreSQL in any.
"""

import traceback
import warnings
from typing import Any

from django.db.models.query import ModelIterable, QuerySet

HOUSE = "/sextant/"


class OrderLostWarning(UserWarning):
    """A list comes as the database likes; `sextant.base.ordering.in_order` keeps it, `order_by()` says that it does not matter."""


def is_lost(rows: Any) -> bool:
    """Whether the rows have no order though their model has one."""
    query = rows.query
    ordered = bool(query.order_by or query.extra_order_by) or not query.default_ordering
    return query.group_by is not None and rows._iterable_class is ModelIterable and bool(query.get_meta().ordering) and not ordered


def _place() -> str:
    """The last line of the house that asked, tests left out."""
    lines = [
        one for one in traceback.extract_stack() if HOUSE in one.filename and "/tests/" not in one.filename and "site-packages" not in one.filename
    ]
    return f"{lines[-1].filename.split(HOUSE)[-1]}:{lines[-1].lineno}" if lines else ""


def watch() -> None:
    """From now on every such list gives an `OrderLostWarning`, which the tests take for an error."""
    fetch = QuerySet._fetch_all

    def fetched(rows: Any) -> None:
        if rows._result_cache is None and is_lost(rows) and (place := _place()):
            warnings.warn(f"{rows.model._meta.label} at {place}", OrderLostWarning, stacklevel=2)
        fetch(rows)

    QuerySet._fetch_all = fetched  # type: ignore[method-assign]
