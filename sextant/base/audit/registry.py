"""What may be seen of the record: apps name their models, who may read their history, and what each verb is in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """A model whose objects show their history: its name for people, who may read it, how one object is called and where it lives."""

    model: type[models.Model]
    title: str | Promise
    may_see: Callable[[Any, Any], bool]
    label: Callable[[Any], str]
    sealed: Callable[[Any, Any], bool] | None = None


_kinds: dict[str, Kind] = {}
_verbs: dict[str, str | Promise] = {}


def register(
    model: type[models.Model],
    title: str | Promise,
    may_see: Callable[[Any, Any], bool],
    label: Callable[[Any], str] = str,
    *,
    sealed: Callable[[Any, Any], bool] | None = None,
) -> None:
    """Opens the history of a model's objects to those for whom `may_see(user, obj)` is true; the office sees every history anyway,
    unless `sealed(user, obj)`: an officer who takes part in what is being decided is kept away from it."""
    _kinds[model._meta.label_lower] = Kind(model, title, may_see, label, sealed)


def kind_of(name: str) -> Kind | None:
    """The registered kind of a model label, or None."""
    return _kinds.get(name)


def kinds() -> dict[str, Kind]:
    return dict(_kinds)


def register_verbs(**words: str | Promise) -> None:
    """Says verbs of the record in words, as what was done and not by whom: `register_verbs(**{"calls.open_call": _("Call opened")})`."""
    _verbs.update(words)


def verb_in_words(verb: str) -> str | Promise:
    """What was done, in the reader's language; a verb nobody put into words stands as it is."""
    return _verbs.get(verb, verb)


def verbs() -> list[str]:
    return sorted(_verbs)
