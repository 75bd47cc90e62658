"""The report of a plan as one page: HTML without scripts and without anything fetched, in either language, made to be printed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .costs import Cost
from .findings import Report, say
from .planning import Comparison, Plan
from .reasons import Chosen, Parts
from .sums import shown

STYLE = """
:root{--ink:#22262b;--soft:#5c6670;--line:#dfe3e6;--ground:#fff;--tint:#f5f7f6;--calm:#3d6b62;--warm:#9a5b2c}
*{box-sizing:border-box}
body{margin:0 auto;max-width:66rem;padding:2.5rem 1.5rem 4rem;color:var(--ink);background:var(--ground);font:16px/1.5 "PT Serif",Georgia,"Times New Roman",serif}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem;font-weight:600}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem;font-weight:600}
p{margin:.4rem 0;max-width:46rem}
.lead{color:var(--soft)}
dl.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(7.5rem,1fr));gap:1rem;margin:1.5rem 0 0;padding:1rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
dl.figures div{min-width:0}
dt{font:600 .75rem/1.3 system-ui,sans-serif;color:var(--soft)}
dd{margin:.15rem 0 0;font-size:1.25rem;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;font-size:.92rem;margin:.5rem 0}
caption{text-align:left;color:var(--soft);padding-bottom:.4rem}
th{font:600 .75rem/1.3 system-ui,sans-serif;text-align:left;color:var(--soft);border-bottom:1px solid var(--ink);padding:.35rem .5rem}
td{border-bottom:1px solid var(--line);padding:.45rem .5rem;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.why{color:var(--soft);font-size:.86rem;white-space:normal}
.parts{max-width:11rem;margin-left:auto}
.binds td:first-child{border-left:3px solid var(--calm);padding-left:.6rem}
.clash{background:var(--tint);border-left:4px solid var(--warm);padding:.75rem 1rem;margin:1rem 0}
meter{width:6rem;height:.7rem}
footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line);color:var(--soft);font-size:.85rem}
@media print{body{max-width:none;padding:0;font-size:10.5pt}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}}
@media (max-width:40rem){.wide{overflow-x:auto}}
"""


def plan_page(plan: Plan, language: str = "en", *, title: str = "", reports: Iterable[Report] = ()) -> str:
    """The page. `title` stands above it; `reports` tell how the files were read."""
    page = _Page(language, plan.currency)
    heading = title or page.say("page_title")
    body = [f"<h1>{escape(heading)}</h1>", page.lead(plan), page.figures(plan)]
    body += [
        page.clash(plan),
        page.notes(plan),
        page.demands(plan.costs),
        page.gaps(plan),
        page.usual(plan),
        page.chosen(plan.chosen),
        page.left(plan),
    ]
    body += [page.files(list(reports)), page.method(plan)]
    return _document(language, heading, "\n".join(part for part in body if part))


def comparison_page(comparison: Comparison, language: str = "en", *, currency: str = "RUB") -> str:
    """Plans side by side on one page."""
    page = _Page(language, currency)
    names = [one.name for one in comparison.columns]
    rows: list[tuple[str, list[str]]] = [
        (page.say("page_budget"), [page.money(one.budget) for one in comparison.columns]),
        (page.say("page_spent"), [page.money(one.spent) for one in comparison.columns]),
        (page.say("page_titles"), [str(one.titles) for one in comparison.columns]),
        (page.say("page_copies"), [str(one.copies) for one in comparison.columns]),
        (page.say("page_worth"), [page.number(one.objective) for one in comparison.columns]),
        (page.say("page_gap"), [page.percent(one.gap) for one in comparison.columns]),
        (page.say("page_alone"), [str(len(comparison.alone[one.name])) for one in comparison.columns]),
    ]
    for name, said in comparison.demands.items():
        rows.append((said.sentence(language), [page.reach(name, comparison.reached[name][label]) for label in names]))
    body = [
        f"<h1>{escape(page.say('page_comparison'))}</h1>",
        f"<p class='lead'>{escape(page.say('page_common', number=len(comparison.common)))}</p>",
    ]
    head = "".join(f"<th scope='col' class='n'>{escape(name)}</th>" for name in names)
    lines = "".join(f"<tr><td>{escape(label)}</td>{''.join(f'<td class=n>{escape(cell)}</td>' for cell in cells)}</tr>" for label, cells in rows)
    body.append(f"<div class='wide'><table><thead><tr><th></th>{head}</tr></thead><tbody>{lines}</tbody></table></div>")
    return _document(language, page.say("page_comparison"), "\n".join(body))


class _Page:
    """Parts of the page in one language."""

    def __init__(self, language: str, currency: str) -> None:
        self.language, self.currency = language, currency

    def say(self, code: str, **words: object) -> str:
        return say(code, **words).sentence(self.language)

    def number(self, value: float, digits: int = 2) -> str:
        text = f"{value:,.{digits}f}".replace(",", "\u00a0")
        return text.replace(".", ",") if self.language == "ru" else text

    def money(self, minor: int) -> str:
        return f"{shown(minor, self.currency).sentence(self.language)}\u00a0{self.currency}"

    def percent(self, share: float | None, digits: int = 2) -> str:
        return "—" if share is None else f"{self.number(100 * share, digits)}\u00a0%"

    def reach(self, name: str, value: float | None) -> str:
        if value is None:
            return "—"
        if name == "budget":
            return self.money(round(value))
        return self.number(value, 0) if name.endswith("titles") or name.startswith("titles") else self.percent(value, 1)

    def lead(self, plan: Plan) -> str:
        words = {"gap": f"{100 * (plan.gap or 0):.2f}"}
        return f"<p class='lead'>{escape(self.say(f'page_status_{plan.status}', **words))}</p>"

    def figures(self, plan: Plan) -> str:
        found = [("page_budget", self.money(plan.budget))]
        if plan.chosen:
            found += [
                ("page_spent", self.money(plan.spent)),
                ("page_titles", self.number(len(plan.chosen), 0)),
                ("page_copies", self.number(plan.copies, 0)),
                ("page_worth", self.number(plan.objective)),
                ("page_bound", self.number(plan.bound or 0.0)),
                ("page_gap", self.percent(plan.gap)),
            ]
        return (
            "<dl class='figures'>" + "".join(f"<div><dt>{escape(self.say(code))}</dt><dd>{escape(text)}</dd></div>" for code, text in found) + "</dl>"
        )

    def clash(self, plan: Plan) -> str:
        if not plan.contradiction:
            return ""
        items = "".join(f"<li>{escape(one.said.sentence(self.language))}</li>" for one in plan.contradiction.conflicts)
        code = "page_clash_smallest" if plan.contradiction.smallest else "page_clash_minimal" if plan.contradiction.minimal else "page_clash"
        return f"<section class='clash'><h2>{escape(self.say('page_clash_title'))}</h2><p>{escape(self.say(code))}</p><ul>{items}</ul></section>"

    def notes(self, plan: Plan) -> str:
        return "".join(f"<p>{escape(one.sentence(self.language))}</p>" for one in plan.notes)

    def demands(self, costs: tuple[Cost, ...]) -> str:
        if not costs:
            return ""
        dearest = max((one.cost for one in costs), default=0.0) or 1.0
        rows = []
        for one in sorted(costs, key=lambda one: -one.cost):
            bar = f"<meter min='0' max='1' value='{one.cost / dearest:.4f}'>{self.number(one.cost)}</meter>" if one.cost else ""
            cells = f"<td>{escape(one.demand.said.sentence(self.language))}</td><td class='n'>{escape(self.reach(one.demand.name, one.reached))}</td>"
            rows.append(f"<tr{' class=binds' if one.cost else ''}>{cells}<td class='n'>{self.number(one.cost)}</td><td>{bar}</td></tr>")
        return self._table("page_demands", ("page_demand", "page_reached", "page_cost", ""), rows, "page_demands_how")

    def gaps(self, plan: Plan) -> str:
        return self._list("page_gaps", [one.said.sentence(self.language) for one in plan.gaps])

    def usual(self, plan: Plan) -> str:
        if not plan.usual:
            return ""
        one = plan.usual
        words = {
            "worth": f"{one.objective:.2f}",
            "amount": shown(one.spent, self.currency),
            "currency": self.currency,
            "titles": one.titles,
        }
        said = [
            self.say("page_usual_is", **words),
            self.say("page_usual_breaks", number=len(one.broken)) if one.broken else self.say("page_usual_keeps"),
        ]
        if plan.chosen and one.repaired is not None:
            gain = 100 * (plan.objective - one.repaired) / max(one.repaired, 1e-9)
            said.append(self.say("page_usual_gain", worth=f"{one.repaired:.2f}", gap=f"{gain:.1f}"))
        items = "".join(f"<li>{escape(demand.said.sentence(self.language))}</li>" for demand in one.broken[:20])
        return f"<h2>{escape(self.say('page_usual'))}</h2><p>{escape(' '.join(said))}</p>" + (f"<ul>{items}</ul>" if items else "")

    def chosen(self, chosen: tuple[Chosen, ...]) -> str:
        rows = []
        for one in chosen:
            title = f"<td>{escape(one.title.title)}<div class='why'>{escape(one.sentence(self.language))}</div></td>"
            worth = f"<td class='n'>{self.number(one.parts.worth)}<div class='why parts'>{escape(self._parts(one.parts))}</div></td>"
            rows.append(
                f"<tr><td>{escape(one.title.id)}</td>{title}<td class='n'>{one.copies}</td><td class='n'>{self.money(one.price)}</td>{worth}</tr>"
            )
        heads = ("page_id", "page_title_column", "page_copies", "page_price", "page_worth")
        return self._table("page_list", heads, rows, "page_list_how") if rows else ""

    def _parts(self, parts: Parts) -> str:
        named = (("page_value", parts.value), ("page_award", parts.award), ("page_requests", parts.requests), ("page_closing", parts.gap))
        found = [f"{self.say(code)} {self.number(value)}" for code, value in (*named, ("page_further", parts.further)) if value]
        return " + ".join(found) if len(found) > 1 else ""

    def left(self, plan: Plan) -> str:
        return self._list("page_left", [one.why.sentence(self.language) for one in plan.left_out])

    def files(self, reports: list[Report]) -> str:
        found = []
        for report in reports:
            found.append(report.sentence(self.language))
            found += [one.sentence(self.language) for one in report.findings[:50]]
        return self._list("page_files", found)

    def method(self, plan: Plan) -> str:
        return f"<footer><p>{escape(self.say('page_method'))}</p></footer>"

    def _list(self, code: str, items: list[str]) -> str:
        return f"<h2>{escape(self.say(code))}</h2><ul>{''.join(f'<li>{escape(one)}</li>' for one in items)}</ul>" if items else ""

    def _table(self, code: str, heads: tuple[str, ...], rows: list[str], how: str) -> str:
        numeric = {"page_reached", "page_cost", "page_copies", "page_price", "page_worth"}
        head = "".join(f"<th scope='col'{' class=n' if one in numeric else ''}>{escape(self.say(one)) if one else ''}</th>" for one in heads)
        caption = f"<caption>{escape(self.say(how))}</caption>"
        body = "\n".join(rows)
        title = escape(self.say(code))
        return f"<h2>{title}</h2><div class='wide'><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"


def _document(language: str, title: str, body: str) -> str:
    shown = "ru" if language == "ru" else "en"
    head = f"<meta charset='utf-8'><meta name='viewport' content='width=device-width,initial-scale=1'><title>{escape(title)}</title><style>{STYLE}</style>"
    return f"<!DOCTYPE html>\n<html lang='{shown}'><head>{head}</head><body><main>{body}</main></body></html>\n"
