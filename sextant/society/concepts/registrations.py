"""What this house makes known to the registries of base and society when the site starts."""

from sextant.base.office import setup
from sextant.society.concepts.actions.starting import load_starter
from sextant.society.members import panels


def register_all() -> None:
    setup.register("concepts", load_starter)
    panels.declare("concept")
