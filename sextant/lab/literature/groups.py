"""Which records are one work: pairs put together, unless that would join what cannot be one. Undone by leaving a pair out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Groups:
    """Records in groups (union–find). `clash(a, b)` tells whether two records can never be one work.

    A union is refused where any two members clash; so the result depends on the order of pairs, and the surest come first.
    Only records that are joined with others are held.
    """

    clash: Callable[[str, str], bool] = lambda one, other: False
    parent: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)

    def lead(self, record: str) -> str:
        """The record that names the group; the record itself where it is alone."""
        root = record
        while (above := self.parent.get(root, root)) != root:
            root = above
        while (above := self.parent.get(record, record)) != root:
            self.parent[record], record = root, above
        return root

    def union(self, one: str, other: str) -> bool:
        """Put two groups together; False where they clash, and nothing is changed."""
        first, second = self.lead(one), self.lead(other)
        if first == second:
            return True
        mine, theirs = self.members.get(first, [first]), self.members.get(second, [second])
        if any(self.clash(left, right) for left in mine for right in theirs):
            return False
        self.parent[first] = self.parent[second] = first
        self.members[first] = mine + theirs
        self.members.pop(second, None)
        return True

    def all(self) -> list[list[str]]:
        """Groups of two and more, in a fixed order."""
        return sorted((sorted(group) for group in self.members.values() if len(group) > 1), key=lambda group: group[0])


def grouped(pairs: Iterable[tuple[str, str]], clash: Callable[[str, str], bool] = lambda one, other: False) -> list[list[str]]:
    """The groups that these pairs make, in their order."""
    groups = Groups(clash)
    for one, other in pairs:
        groups.union(one, other)
    return groups.all()
