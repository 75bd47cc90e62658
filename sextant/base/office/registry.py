"""The tools of the back office. Apps register theirs in `apps.ready()`; the index shows those that open for the reader."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from sextant.base.ui import navigation


@dataclass(frozen=True)
class Tool:
    """One page of the office: its name and one line about it, the name of its address, the rule that opens it, and its group."""

    title: str | Promise
    url_name: str
    rule: Callable[[Any], bool]
    group: str | Promise
    about: str | Promise
    order: int

    @property
    def url(self) -> str:
        """Empty where the site has no such address (a house that is not installed)."""
        return navigation.address(self.url_name)


_tools: dict[str, Tool] = {}


def register(
    title: str | Promise, url_name: str, rule: Callable[[Any], bool], *, group: str | Promise, about: str | Promise, order: int = 50
) -> None:
    """Adds a tool; groups stand in the order of their first tool."""
    _tools[url_name] = Tool(title, url_name, rule, group, about, order)


def tools_for(user: Any) -> list[Tool]:
    """The tools that open for a user, in order."""
    return [tool for tool in sorted(_tools.values(), key=lambda tool: (tool.order, tool.url_name)) if tool.rule(user) and tool.url]


def has_tools(user: Any) -> bool:
    """Whether any tool opens; asked on every page, so the first one that does is enough."""
    return any(tool.rule(user) and tool.url for tool in _tools.values())


def tools_by_group(user: Any) -> list[tuple[str, list[Tool]]]:
    """The same under the names of their groups; a group stands where its first tool would."""
    groups: dict[str, list[Tool]] = {}
    for tool in tools_for(user):
        groups.setdefault(str(tool.group), []).append(tool)
    return list(groups.items())
