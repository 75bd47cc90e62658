"""Lists in pages: `@paginate(Pages)` under `@router.get(…)`; the answer has items, total, and links to the next and the page before."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from ninja import Field, Schema
from ninja.pagination import PaginationBase, paginate

__all__ = ["Pages", "paginate"]


class Pages(PaginationBase):
    """`?page=` from 1, `?size=` up to 200; a page past the end is empty."""

    class Input(Schema):
        page: int = Field(1, ge=1, le=1_000_000)
        size: int = Field(50, ge=1, le=200)

    class Output(Schema):
        items: list[Any]
        total: int
        next: str | None
        previous: str | None

    def paginate_queryset(self, queryset: Any, pagination: Input, request: HttpRequest, **params: Any) -> dict[str, Any]:
        total = queryset.count() if not isinstance(queryset, list) else len(queryset)
        begin = (pagination.page - 1) * pagination.size
        items = list(queryset[begin : begin + pagination.size]) if begin < total else []

        def link(page: int) -> str:
            asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "page"]
            return request.build_absolute_uri(f"{request.path}?{urlencode([*asked, ('page', page)])}")

        after = link(pagination.page + 1) if begin + pagination.size < total else None
        return {"items": items, "total": total, "next": after, "previous": link(pagination.page - 1) if pagination.page > 1 else None}
