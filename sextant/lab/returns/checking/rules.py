"""The nouns of checking: a rule, a set of rules, and the flag that a rule raises."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from ..questionnaires.items import Words
from .conditions import Node

Kind = Literal["sum", "part", "range", "ratio", "change", "requires", "blank", "zeroed", "whole", "jump", "peer", "magnitude", "swapped", "copied"]
Severity = Literal["hard", "soft"]

KINDS: tuple[str, ...] = get_args(Kind)
LEARNED: tuple[str, ...] = ("jump", "peer", "magnitude", "swapped", "copied")
"""Kinds that need expectations learned from earlier returns (`expectations`); the others are plain conditions."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked of one variable, or, if learned, of several; an entry of a file with several variables makes a rule of
    the same code for each, so that code and variable together name a rule.

    A rule of a plain kind is `wrong` (a condition over the values of the return and of the year before, `conditions`) and points at
    `variable`; `expected` is what would have been right, None where that cannot be said. A learned kind has neither and covers
    `variables`. `question` is what the library is asked; `{value}`, `{expected}` and `{before}` are filled in with numbers, and a
    learned kind fills in `{label}` and `{other}` as well. hard: the return cannot be sent so; soft: an answer is enough. The kind `change`
    has fixed bounds and stands in where the changes of its variable were not learned, as with few libraries.
    """

    code: str
    kind: Kind
    severity: Severity
    version: str
    question: Words
    variable: str = ""
    wrong: Node | None = None
    expected: Node | None = None
    variables: tuple[str, ...] = ()

    @property
    def is_learned(self) -> bool:
        """Whether it needs expectations."""
        return self.kind in LEARNED


@dataclass(frozen=True)
class RuleSet:
    """Rules that go with a questionnaire or a mapping. `labels` names every variable that a rule speaks of;
    `decimals` holds the variables that are not counted in whole numbers."""

    code: str
    version: str
    title: Words
    rules: tuple[Rule, ...]
    labels: dict[str, Words] = field(default_factory=dict)
    decimals: frozenset[str] = frozenset()

    @cached_property
    def plain(self) -> tuple[Rule, ...]:
        """The rules that are conditions."""
        return tuple(rule for rule in self.rules if not rule.is_learned)

    @cached_property
    def learned(self) -> dict[str, Rule]:
        """The rules that need expectations, by kind."""
        return {rule.kind: rule for rule in self.rules if rule.is_learned}


@dataclass(frozen=True, slots=True)
class Flag:
    """One question to a library: `variable` is "" where the return as a whole is meant; `value` and `expected` are None where there is none."""

    rule: str
    variable: str
    severity: Severity
    value: float | int | None
    expected: float | int | None
    message: Words
