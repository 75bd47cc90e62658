"""Regions that a new site begins with."""

import tomllib
from pathlib import Path

from django.db import transaction

from sextant.base.audit.actions import record
from sextant.society.members.models import Region

REGIONS_OF_RUSSIA = Path(__file__).resolve().parent.parent / "data" / "regions_ru.toml"


@transaction.atomic
def ensure_regions() -> int:
    """Writes the shipped list of regions where the site has none yet; returns how many were written."""
    if Region.objects.exists():
        return 0
    rows = tomllib.loads(REGIONS_OF_RUSSIA.read_text())["region"]
    made = Region.objects.bulk_create([Region(code=row["code"], name_ru=row["name_ru"], name_en=row["name_en"]) for row in rows])
    record(verb="members.ensure_regions", after={"regions": len(made)})
    return len(made)
