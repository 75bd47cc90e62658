"""What a proposal to a questionnaire says, for readers."""

from typing import Any

from django.utils.translation import gettext as _

from sextant.work.returns.queries.codebooks import FACT_NAMES, TEXT_NAMES
from sextant.work.returns.queries.words import answer_name, kind_name, unit_name

LANGUAGES = (("ru", "русский"), ("en", "English"))


def told_of(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What is proposed, as pairs of name and text."""
    fields = data.get("fields", {})
    names = [(f"{name}_{code}", f"{title} ({tongue})") for name, title in TEXT_NAMES.items() for code, tongue in LANGUAGES]
    found = [(name, str(fields[key])) for key, name in names if fields.get(key)]
    found += [(str(FACT_NAMES[fact]), _fact(fact, fields[fact])) for fact in FACT_NAMES if fact in fields]
    if data.get("replaces"):
        found.append((str(FACT_NAMES["replaces"]), ", ".join(data["replaces"])))
    if data.get("continuity", "same") != "same":
        formula = data.get("formula", "") if data["continuity"] == "bridge" else ""
        found.append((_("Figures of earlier years"), formula or _("Earlier figures cannot be compared; the series breaks.")))
        found += [(f"{_('What differs')} ({tongue})", data[f"note_{code}"]) for code, tongue in LANGUAGES if data.get(f"note_{code}")]
    return found


def _fact(fact: str, value: Any) -> str:
    if fact == "kind":
        return kind_name(value)
    if fact == "unit":
        return unit_name(value) or "–"
    if fact == "choices":
        return " / ".join(f"{one['label_ru']} ({one['label_en']})" for one in value) or "–"
    if fact == "may_be":
        return ", ".join(answer_name(code) for code in value) or "–"
    if fact == "required":
        return _("yes") if value else _("no")
    return str(value)
