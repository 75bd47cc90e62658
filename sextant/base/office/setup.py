"""What a new site needs before anybody works on it: apps register a step, `sextant init` and `run` take them all."""

from collections.abc import Callable

Step = Callable[[], object]
_steps: dict[str, Step] = {}


def register(name: str, function: Step) -> None:
    """Adds a step under a name; it is taken at every start, so it must change nothing where its work is done already."""
    _steps[name] = function


def run_all() -> list[str]:
    """Takes every step in order of registration; returns their names."""
    for step in _steps.values():
        step()
    return list(_steps)
