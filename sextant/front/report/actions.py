"""Every write of the report: opening, freezing, writing, agreeing, publishing, withdrawing."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.measures.registry import Period
from sextant.base.search.actions import index
from sextant.front.report import states
from sextant.front.report.figures import Counted, Rows, count_indicator
from sextant.front.report.models import FrozenRows, Report, ReportFigure, Words
from sextant.society.agenda.course import course_of
from sextant.society.agenda.models import Agenda, Indicator, Target

TITLE = {"ru": "Мониторинг повестки: отчёт за {year} год", "en": "Agenda monitoring report {year}"}


@transaction.atomic
def open_report(*, agenda: Agenda, year: int, by: User | None) -> Report:
    """Opens the year's report with empty words for each direction; an open one is returned as it is, a published one gets a new edition."""
    latest = Report.objects.filter(agenda=agenda, year=year).order_by("-edition").first()
    if latest is not None and latest.is_open:
        return latest
    period = Period.of_year(year)
    report = Report.objects.create(
        agenda=agenda,
        year=year,
        edition=latest.edition + 1 if latest else 1,
        starts_on=period.start,
        ends_on=period.end,
        title_ru=TITLE["ru"].format(year=year),
        title_en=TITLE["en"].format(year=year),
        foreword_ru=latest.foreword_ru if latest else "",
        foreword_en=latest.foreword_en if latest else "",
    )
    earlier = {words.direction_id: words for words in latest.words.all()} if latest else {}
    for direction in agenda.directions.all():
        old = earlier.get(direction.pk)
        Words.objects.create(report=report, direction=direction, text_ru=old.text_ru if old else "", text_en=old.text_en if old else "")
    record(verb="report.open", obj=report, by=by, after={"year": year, "edition": report.edition})
    return report


def counted_figures(report: Report, progress: Callable[[int, int], None] = lambda _done, _total: None) -> list[tuple[Indicator, Counted]]:
    """Counts every active indicator of the report's agenda; reads only, so that it may take its time."""
    indicators = list(
        Indicator.objects.filter(guideline__direction__agenda=report.agenda, is_active=True)
        .select_related("guideline__direction")
        .prefetch_related("targets")
        .order_by("guideline__direction__position", "guideline__number", "position", "code")
    )
    period, counted = Period(report.year, report.starts_on, report.ends_on), []
    for number, indicator in enumerate(indicators):
        progress(number, len(indicators))
        counted.append((indicator, count_indicator(indicator, period)))
    return counted


def _target_for(indicator: Indicator, year: int) -> Target | None:
    targets = sorted(indicator.targets.all(), key=lambda target: target.year)
    return next((target for target in targets if target.year >= year), targets[-1] if targets else None)


def _bilingual(thing: Any, name: str) -> dict[str, str]:
    return {"ru": getattr(thing, f"{name}_ru"), "en": getattr(thing, f"{name}_en")}


def _kept(rows: Rows | None) -> FrozenRows | None:
    if rows is None:
        return None
    fields = {"count": rows.count, "columns": rows.columns, "persons": rows.persons, "data": rows.data}
    return FrozenRows.objects.get_or_create(fingerprint=rows.fingerprint, defaults=fields)[0]


def _figure(report: Report, position: int, indicator: Indicator, counted: Counted) -> ReportFigure:
    guideline, target = indicator.guideline, _target_for(indicator, report.year)
    earlier = counted.series[-1] if counted.series else None
    baseline = (indicator.baseline_year, indicator.baseline_value)
    return ReportFigure(
        report=report,
        indicator=indicator,
        position=position,
        direction_code=guideline.direction.code,
        guideline_number=guideline.number,
        indicator_code=indicator.code,
        measure=indicator.measure,
        frozen={
            "title": _bilingual(indicator, "title"),
            "definition": _bilingual(indicator, "definition"),
            "unit": _bilingual(indicator, "unit"),
            "guideline": _bilingual(guideline, "title"),
            "direction": _bilingual(guideline.direction, "title"),
            "good": indicator.good,
            "decimals": indicator.decimals,
            "kind": indicator.kind,
            "parameters": indicator.parameters,
            "baseline": list(baseline) if baseline[1] is not None else None,
            "series": counted.series,
            "reason": counted.reason,
        },
        value=counted.value,
        status=counted.status,
        earlier_value=earlier[1] if earlier else None,
        earlier_year=int(earlier[0]) if earlier else None,
        target_value=target.value if target else None,
        target_year=target.year if target else None,
        course=course_of(indicator, report.year, counted.value, target).word,
        rows=_kept(counted.rows),
        row_count=counted.rows.count if counted.rows else 0,
        row_fingerprint=counted.rows.fingerprint if counted.rows else "",
    )


def fingerprint_of(report: Report) -> str:
    """SHA-256 over everything that is printed: figures with their rows' fingerprints, words, titles."""
    figures = report.figures.order_by("position").values_list(
        "direction_code",
        "guideline_number",
        "indicator_code",
        "frozen",
        "value",
        "status",
        "target_value",
        "target_year",
        "course",
        "row_fingerprint",
    )
    words = report.words.order_by("direction__position").values_list("direction__code", "text_ru", "text_en")
    head = [
        report.agenda.code,
        report.agenda.fingerprint,
        report.year,
        report.edition,
        report.title_ru,
        report.title_en,
        report.foreword_ru,
        report.foreword_en,
    ]
    text = json.dumps([head, list(figures), list(words)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def freeze_figures(report: Report, counted: list[tuple[Indicator, Counted]], *, by: User | None) -> Report:
    """Writes the counted figures down in place of earlier ones. What is equal stays equal: the same inputs give the same fingerprint."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.is_open:
        raise ValidationError(_("This edition is published and its figures are frozen; open a new edition to count again."))
    numbers: dict[int | None, int] = dict(report.figures.values_list("indicator_id", "id"))
    report.figures.all().delete()
    figures = [_figure(report, position, indicator, one) for position, (indicator, one) in enumerate(counted, 1)]
    for figure in figures:
        figure.id = numbers.get(figure.indicator_id)  # the address of a figure stays the same
    with_number = [figure for figure in figures if figure.id]
    ReportFigure.objects.bulk_create(with_number, batch_size=100)
    ReportFigure.objects.bulk_create([figure for figure in figures if not figure.id], batch_size=100)
    before, report.fingerprint = report.fingerprint, fingerprint_of(report)
    if before != report.fingerprint:
        report.frozen_at = timezone.now()
        record(
            verb="report.freeze",
            obj=report,
            by=by,
            before={"fingerprint": before},
            after={"fingerprint": report.fingerprint, "figures": len(counted)},
        )
    report.save(update_fields=["fingerprint", "frozen_at"])
    return report


def _touch(report: Report) -> None:
    report.fingerprint = fingerprint_of(report)
    report.save(update_fields=["fingerprint"])


@transaction.atomic
def edit_foreword(report: Report, *, title_ru: str, title_en: str, foreword_ru: str, foreword_en: str, by: User) -> Report:
    """Changes the title and the foreword of an open report."""
    if not report.is_open:
        raise ValidationError(_("This edition is published; open a new edition to change it."))
    report.title_ru, report.title_en, report.foreword_ru, report.foreword_en = title_ru, title_en, foreword_ru, foreword_en
    report.save(update_fields=["title_ru", "title_en", "foreword_ru", "foreword_en"])
    _touch(report)
    record(verb="report.edit", obj=report, by=by, after={"title_ru": title_ru, "title_en": title_en})
    return report


@transaction.atomic
def write_words(words: Words, *, text_ru: str, text_en: str, by: User) -> Words:
    """Writes a direction's words; they begin as a draft again."""
    if not words.report.is_open or words.state == states.AGREED:
        raise ValidationError(_("These words are agreed already; ask the editor to reopen them first."))
    before = {"text_ru": words.text_ru, "text_en": words.text_en}
    words.text_ru, words.text_en, words.author, words.changed_at = text_ru, text_en, by, timezone.now()
    words.state = states.DRAFT
    words.save()
    _touch(words.report)
    record(verb="report.write", obj=words, by=by, before=before, after={"text_ru": text_ru, "text_en": text_en})
    return words


@transaction.atomic
def move_words(words: Words, target: str, *, by: User) -> Words:
    """Hands in, agrees or reopens a direction's words along the state table."""
    if target not in {move.target for move in states.moves_from(states.WORDS_MOVES, words.state)}:
        raise ValidationError(_("These words cannot go there from their present state."))
    if target != states.DRAFT and not (words.text_ru.strip() and words.text_en.strip()):
        raise ValidationError(_("Write the words in both languages first."))
    before, words.state = words.state, target
    words.save(update_fields=["state"])
    record(verb="report.move_words", obj=words, by=by, before={"state": before}, after={"state": target})
    return words


@transaction.atomic
def move_report(report: Report, target: str, *, by: User | None) -> Report:
    """Sends to review, back to draft, publishes or withdraws, along the state table."""
    report = Report.objects.select_for_update().get(pk=report.pk)
    if target not in {move.target for move in states.moves_from(states.REPORT_MOVES, report.state)}:
        raise ValidationError(_("The report cannot go there from its present state."))
    if target in {states.REVIEW, states.PUBLISHED} and not report.figures.exists():
        raise ValidationError(_("Count the figures first: this report has none yet."))
    unready = report.words.exclude(state=states.AGREED).exclude(text_ru="", text_en="")
    if target == states.PUBLISHED and unready.exists():
        codes = ", ".join(unready.values_list("direction__code", flat=True))
        raise ValidationError(_("The words of these directions are not agreed yet: %(codes)s.") % {"codes": codes})
    before, report.state = report.state, target
    if target == states.PUBLISHED:
        report.published_at, report.fingerprint = timezone.now(), fingerprint_of(report)
    report.save()
    index(report)
    record(verb=f"report.{target}", obj=report, by=by, before={"state": before}, after={"state": target, "fingerprint": report.fingerprint})
    return report
