"""A small shelf of things to find: grants of roles stand in for the rows of an app."""

from typing import Any

import pytest

from sextant.base.accounts.models import User
from sextant.base.search import registry
from sextant.base.search.actions import index
from sextant.base.search.registry import EntryDraft, Searchable


@pytest.fixture
def shelf(db, monkeypatch):
    """Puts named things on the shelf: `shelf("Иванов Пётр", audience="office")`. The things are users, which every site has."""
    drafts: dict[int, EntryDraft | None] = {}
    known = Searchable("thing", User, lambda user: drafts.get(user.pk), "Things")
    monkeypatch.setattr(registry, "_searchables", {"thing": known})
    monkeypatch.setattr(registry, "_audiences", [])

    def put(title_ru: str, title_en: str = "", **fields: Any) -> User:
        user = User.objects.create(email=f"thing{len(drafts)}@example.org")
        drafts[user.pk] = EntryDraft(**{"title_ru": title_ru, "title_en": title_en, "url_name": "root", "audience": "public", **fields})
        index(user)
        return user

    put.drafts = drafts
    return put
