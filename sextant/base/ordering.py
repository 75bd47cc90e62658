"""The order of a model, kept where rows are counted over."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def in_order(rows: "models.QuerySet[Row]") -> "models.QuerySet[Row]":
    """The rows in the order of their model.

    For rows annotated with a count or a sum: Django leaves `Meta.ordering` out of a query with GROUP BY (its documentation, “Aggregation:
    Interacting with order_by()”), and a list comes as the database likes. `tests/order.py` finds the places where this was forgotten.
    """
    return rows.order_by(*rows.model._meta.ordering or ())
