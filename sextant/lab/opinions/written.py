"""What is found, as JSON and as lines of text."""

from __future__ import annotations

import dataclasses
from typing import Any

from .findings import say
from .groups import Groups
from .rounds import Report, at_rest
from .statements import Count

SHOWN = 10
"""So many statements a list are written as text; JSON has all."""


def groups_told(found: Groups, language: str) -> dict[str, Any]:
    """Groups as JSON (see `outputs.json`); sentences in the language asked for."""
    told = dataclasses.asdict(dataclasses.replace(found, left_out=(), notes=()))
    told["left_out"] = [{"participant": one.participant, "seen": one.seen, "why": one.why.code} for one in found.left_out]
    told["notes"] = [note.sentence(language) for note in found.notes]
    return told


def groups_written(found: Groups, language: str) -> list[str]:
    """Groups as lines: how many, their sizes, and the first statements that unite, divide and represent."""
    sizes = [sum(one.group == group + 1 for one in found.participants) for group in range(found.k)]
    lines = [note.sentence(language) for note in found.notes]
    if found.k > 1:
        lines.append(say("groups_found", groups=found.k, sizes=" + ".join(map(str, sizes))).sentence(language))
    if found.left_out:
        lines.append(say("left_out", people=len(found.left_out)).sentence(language))
    lines += [
        say(f"unites_{one.side}", statement=one.statement, shares=_shares(one.groups, one.side)).sentence(language) for one in found.unites[:SHOWN]
    ]
    lines += [say("divides", statement=one.statement, shares=_shares(one.groups, "agree")).sentence(language) for one in found.divides[:SHOWN]]
    for group in range(1, found.k + 1):
        named = [one for one in found.representative if one.group == group][:3]
        lines += [
            say(f"represents_{one.side}", group=group, statement=one.statement, within=_percent(one.within), outside=_percent(one.outside)).sentence(
                language
            )
            for one in named
        ]
    return lines


def _shares(groups: tuple[Count, ...], side: str) -> str:
    return " / ".join(_percent((one.agree if side == "agree" else one.disagree) / one.seen) if one.seen else "–" for one in groups)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def rounds_told(found: Report) -> dict[str, Any]:
    """Rounds as JSON (see `outputs.json`)."""
    items = [{**dataclasses.asdict(one), "iqr": one.iqr} for one in found.summaries]
    orders = [{"round": number, **(dataclasses.asdict(one) if one else {"w": None})} for number, one in found.concordance]
    return {"items": items, "concordance": orders, "between": [dataclasses.asdict(one) for one in found.between], "at_rest": at_rest(found.between)}


def rounds_written(found: Report, language: str) -> list[str]:
    """Rounds as lines: an item in a round, agreement of the round, what changed until the next."""
    lines = [
        say(
            "item_line",
            round=one.round,
            item=one.item,
            median=f"{one.median:g}",
            low=f"{one.q1:g}",
            high=f"{one.q3:g}",
            within=_percent(one.within),
            dissent=len(one.dissent),
            answers=one.answers,
        ).sentence(language)
        for one in found.summaries
    ]
    lines += [say("order_line", round=number, w=f"{one.w:.2f}", p=f"{one.p:.3f}").sentence(language) for number, one in found.concordance if one]
    for pair in found.between:
        stable = sum(one.stable is True for one in pair.stability)
        words = {"earlier": pair.earlier, "later": pair.later, "stable": stable, "items": len(pair.stability), "dropped": pair.dropped}
        lines.append(say("between_line", **words).sentence(language))
        lines += [
            say("biased_line", item=one.item, left=f"{one.mean_left:.2f}", stayed=f"{one.mean_stayed:.2f}", p=f"{one.p_corrected:.3f}").sentence(
                language
            )
            for one in pair.drop_out
            if one.p_corrected <= 0.05
        ]
    if found.between:
        lines.append(say("rest" if at_rest(found.between) else "no_rest").sentence(language))
    return lines
