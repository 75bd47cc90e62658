"""What to put into the addresses of pages of libraries alike, of other forms, and of charts that travel."""

from collections.abc import Callable
from typing import Any

from sextant.work.returns.actions.groups import make_group
from sextant.work.returns.actions.stories import add_story_chart, make_story
from sextant.work.returns.models import Collection, Library, LibraryReturn, YearRelease
from tests.roles.world import World

Sample = Callable[[World], dict[str, Any]]
YEAR = 2017


def _collection(world: World) -> Collection:
    """A collection with one return of the organisation that “representative” acts for; its year is not published."""
    if "alike" not in world.left:
        held = Collection.objects.create(code="roles-alike", name_en="Alike")
        release = YearRelease.objects.create(collection=held, year=YEAR, libraries=1)
        library = Library.objects.create(collection=held, key="1", name="Library", organisation=world.organisation, latest_year=YEAR)
        LibraryReturn.objects.create(library=library, release=release, year=YEAR, values={"visits": 5})
        world.left["alike"] = held
    return world.left["alike"]


def _year(world: World) -> dict[str, Any]:
    return {"code": _collection(world).code, "year": YEAR}


def _library(world: World) -> dict[str, Any]:
    return {"pk": _collection(world).libraries.get().pk}


def _chart(world: World) -> dict[str, Any]:
    return {"code": _collection(world).code, "indicator": "visits_per_head", "kind": "years"}


def _story(world: World) -> dict[str, Any]:
    """A draft with two charts."""
    if "story" not in world.left:
        story = make_story(slug="roles-story", by=None, title_en="Story", title_ru="История")
        for kind in ("years", "regions"):
            add_story_chart(story, by=None, collection=_collection(world), indicator="visits_per_head", kind=kind)
        world.left["story"] = story
    return {"slug": "roles-story"}


def _story_chart(world: World) -> dict[str, Any]:
    return {**_story(world), "pk": world.left["story"].charts.order_by("pk").last().pk}


def _group(world: World) -> dict[str, Any]:
    """A public group that the analyst named."""
    if "chosen_group" not in world.left:
        owner = world.users["analyst"]
        world.left["chosen_group"] = make_group(collection=_collection(world), name="Roles", is_public=True, by=owner)
    return {"pk": world.left["chosen_group"].pk}


SAMPLES: dict[str, Sample] = {
    **{f"returns:{name}": _year for name in ("clusters", "group_libraries", "year_forms")},
    **{f"returns:{name}": lambda world: {"code": _collection(world).code} for name in ("citation", "protection", "lift_protection")},
    **{f"returns:{name}": _story for name in ("story", "edit_story", "publish_story", "take_story_back", "add_story_chart")},
    **{f"returns:{name}": _story_chart for name in ("remove_story_chart", "move_story_chart")},
    **{f"returns:{name}": _group for name in ("chosen_group", "edit_group", "delete_group", "add_to_group", "remove_from_group", "fix_group")},
    "returns:peers": _library,
    "returns:year_form": lambda world: {**_year(world), "name": "nk6"},
    "returns:library_forms": lambda world: {**_library(world), "year": YEAR},
    "returns:library_form": lambda world: {**_library(world), "year": YEAR, "name": "nk6"},
    "returns:embedding": lambda world: {"code": _collection(world).code, "indicator": "visits_per_head"},
    "returns:embed": _chart,
    "returns:chart_file": lambda world: {**_chart(world), "shape": "svg"},
    "returns:embed_story": _story,
    "api:library_peers": _library,
    "api:clusters": lambda world: {"collection": _collection(world).code, "year": YEAR},
}
