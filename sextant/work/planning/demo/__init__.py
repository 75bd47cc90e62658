"""Plans, calls and applications of the demo association, all invented."""

from sextant.work.planning.demo.load import load, remove

__all__ = ["load", "remove"]
