"""What to put into the addresses of pages of the thesaurus."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sextant.society.concepts.actions.imports import begin_import
from sextant.society.concepts.actions.publishing import Files, keep_version
from sextant.society.concepts.actions.suggestions import keep
from sextant.society.concepts.models import Concept, Suggestion, ThesaurusImport
from sextant.society.concepts.queries.whole import stored_thesaurus
from sextant.society.concepts.tests.factories import stored_small
from tests.roles.world import World


def _thesaurus(world: World) -> None:
    """A small thesaurus, where the site has none, and its first version."""
    if "concepts" not in world.left:
        world.left["concepts"] = Concept.objects.exists() or stored_small()
        keep_version(Files(stored_thesaurus(), b"turtle", b"rdf", "0" * 64), by=None)


def _concept(world: World) -> dict[str, Any]:
    _thesaurus(world)
    return {"code": "c0003"}


def _version(world: World) -> dict[str, Any]:
    _thesaurus(world)
    return {"number": "1.0"}


def _version_file(world: World) -> dict[str, Any]:
    return {**_version(world), "form": "ttl"}


def _form(world: World) -> dict[str, Any]:
    _thesaurus(world)
    return {"form": "json"}


def _suggestion(world: World) -> dict[str, Any]:
    """A term that waits."""
    _thesaurus(world)
    if "concepts suggestion" not in world.left:
        term = SimpleNamespace(term="reading sofa", language="en", frequency=3, works=2, c_value=2.0, examples=(), near=())
        keep([term], source="Texts")
        world.left["concepts suggestion"] = Suggestion.objects.get(folded="reading sofa")
    return {"pk": world.left["concepts suggestion"].pk}


def _import(world: World) -> dict[str, Any]:
    """A file that was read and waits to be looked through."""
    _thesaurus(world)
    if "concepts import" not in world.left:
        work = begin_import(content=b"@prefix", file_name="theirs.ttl", by=None)
        ThesaurusImport.objects.filter(pk=work.pk).update(state="preview")
        world.left["concepts import"] = work
    return {"pk": world.left["concepts import"].pk}


CONCEPT = ("concept", "concept_data", "edit_concept", "withdraw_concept", "restore_concept")
SUGGESTION = ("suggestion", "accept_synonym", "accept_concept", "refuse_suggestion", "undo_decision")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"concepts:{name}": _concept for name in CONCEPT},
    **{f"concepts:{name}": _suggestion for name in SUGGESTION},
    **{f"concepts:{name}": _import for name in ("import", "confirm_import", "discard_import")},
    "concepts:version": _version,
    "concepts:version_file": _version_file,
    "concepts:as_it_stands": _form,
}
