"""A comparison as text for a terminal, as values for JSON, and as a page of HTML that needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from .findings import say
from .passages import Counted, Pair
from .words import Segment

MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""How words are marked in plain text, as wdiff does."""
TAGS = {"removed": "del", "added": "ins"}


def as_text(pairs: Sequence[Pair]) -> str:
    """Every passage with [-what was removed-] and {+what was added+}; an empty line between them."""
    return "\n\n".join("".join(f"{MARKS[one.kind][0]}{one.text}{MARKS[one.kind][1]}" for one in pair.segments) for pair in pairs)


def as_values(pairs: Sequence[Pair], counted: Counted) -> dict[str, Any]:
    """Plain values, as `outputs.json` promises them."""
    return {
        "words": {"same": counted.same, "added": counted.added, "removed": counted.removed},
        "passages": [
            {
                "state": pair.state,
                "moved": pair.moved,
                "key": (pair.after or pair.before or _nothing()).key,
                "segments": [{"kind": one.kind, "text": one.text} for one in pair.segments],
            }
            for pair in pairs
        ],
    }


def _nothing() -> Any:
    raise AssertionError("a pair has a passage on one side at least")


def as_html(segments: Sequence[Segment]) -> str:
    """The segments with `del` and `ins`, everything else escaped."""
    parts = []
    for one in segments:
        tag = TAGS.get(one.kind)
        parts.append(f"<{tag}>{escape(one.text)}</{tag}>" if tag else escape(one.text))
    return "".join(parts)


def as_page(pairs: Sequence[Pair], *, title: str, summary: str, language: str) -> str:
    """A page of its own: what is added is underlined and what is removed struck through, so that colour is not needed to read it."""
    rows = []
    for pair in pairs:
        words = [say(pair.state).sentence(language)] if pair.state in ("added", "removed") else []
        words += [say("moved").sentence(language)] if pair.moved else []
        note = f"<small>{escape(', '.join(words))}</small> " if words else ""
        rows.append(f'<p class="{pair.state}">{note}{as_html(pair.segments)}</p>')
    style = "body{max-width:42rem;margin:2rem auto;font:1rem/1.5 serif}p{white-space:pre-wrap}ins{background:#d9f0dd}del{background:#f6dcdc}"
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    body = f"<h1>{escape(title)}</h1><p>{escape(summary)}</p><main>{''.join(rows)}</main>"
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'
