"""Moments of an event in its own time zone: local hours to moments and back, with daylight saving as the IANA data have it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def zone_names() -> list[str]:
    """Time zones people choose from: places of the world and UTC, without the old abbreviations."""
    return [
        *sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix", "right"))),
        "UTC",
    ]


def is_zone(name: str) -> bool:
    return name in available_timezones()


def moment_of(local: datetime, zone: str) -> datetime:
    """The moment when clocks of that zone show this; the first of two in autumn. Refuses an hour that spring leaves out."""
    aware = local.replace(tzinfo=ZoneInfo(zone), fold=0)
    moment = aware.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _("On that day clocks in %(zone)s are put forward, and %(hour)s does not exist. Choose another hour.")
            % {"zone": zone, "hour": f"{local:%H:%M}"}
        )
    return moment


def local_of(moment: datetime, zone: str) -> datetime:
    """What clocks of that zone show at that moment."""
    return moment.astimezone(ZoneInfo(zone))


def day_of(moment: datetime, zone: str) -> date:
    """The day in that zone."""
    return local_of(moment, zone).date()


def offset_shown(moment: datetime, zone: str) -> str:
    """`UTC+3`, `UTC+5:30`, `UTC−4`: how far clocks of the zone stand from UTC at that moment."""
    offset = local_of(moment, zone).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset is not None else 0
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours}{f':{rest:02d}' if rest else ''}"
