"""Projects and grants of the demo association, all invented."""

from sextant.work.projects.demo.load import load, remove

__all__ = ["load", "remove"]
