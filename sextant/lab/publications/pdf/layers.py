"""Layers (optional content): which of them are switched off when the file is opened (ISO 32000-1, 8.11)."""

from __future__ import annotations

from typing import Any

from playa import resolve


class Layers:
    """The layers of a file that are off. A group is known by the dictionary itself, which the file gives only once."""

    def __init__(self, catalog: dict[str, Any]) -> None:
        self._kept: list[Any] = []
        self._off: set[int] = set()
        properties = resolve(catalog.get("OCProperties"))
        if not isinstance(properties, dict):
            return
        usual = resolve(properties.get("D"))
        usual = usual if isinstance(usual, dict) else {}
        base = resolve(usual.get("BaseState"))
        if getattr(base, "name", "") == "OFF":
            self._off |= self._groups(properties.get("OCGs"))
            self._off -= self._groups(usual.get("ON"))
        self._off |= self._groups(usual.get("OFF"))

    def _groups(self, written: Any) -> set[int]:
        listed = resolve(written)
        groups = [resolve(one) for one in listed] if isinstance(listed, list) else []
        self._kept += groups
        return {id(group) for group in groups if isinstance(group, dict)}

    def off(self, group: Any) -> bool:
        """Whether the group, or the membership dictionary, hides what belongs to it. An expression (/VE) is not followed."""
        if not self._off:
            return False
        group = resolve(group)
        if not isinstance(group, dict):
            return False
        if getattr(resolve(group.get("Type")), "name", "") != "OCMD":
            return id(group) in self._off
        members = resolve(group.get("OCGs"))
        members = members if isinstance(members, list) else [members]
        hidden = [id(resolve(one)) in self._off for one in members if isinstance(resolve(one), dict)]
        return bool(hidden) and self._policy(group, hidden)

    @staticmethod
    def _policy(group: dict[str, Any], hidden: list[bool]) -> bool:
        policy = getattr(resolve(group.get("P")), "name", "AnyOn")
        shown = {"AnyOn": not all(hidden), "AllOn": not any(hidden), "AnyOff": any(hidden), "AllOff": all(hidden)}
        return not shown.get(policy, True)

    def hides(self, marks: tuple[Any, ...]) -> bool:
        """Whether a stack of marked content hides what stands in it."""
        return bool(self._off) and any(mark.tag == "OC" and self.off(mark.props) for mark in marks)
