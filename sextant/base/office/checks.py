"""What `sextant check` looks at beyond settings and schema: apps register what must hold of all their rows."""

from collections.abc import Callable, Iterator

Check = Callable[[], list[str]]
_checks: dict[str, Check] = {}


def register(name: str, function: Check) -> None:
    """Adds a check under a name; it changes nothing and returns a sentence for everything that is wrong."""
    _checks[name] = function


def findings() -> Iterator[tuple[str, str]]:
    """(name of the check, sentence) of everything that is wrong, in order of registration."""
    for name, function in _checks.items():
        for sentence in function():
            yield name, sentence
