"""Grants given move to the house of grants with their keys, so that published identifiers stay what they are."""

from typing import Any

from django.core.management.color import no_style
from django.db import migrations

SAME = (
    "id",
    "number",
    "recipient_id",
    "amount_minor",
    "currency",
    "awarded_on",
    "starts_on",
    "ends_on",
    "open_call",
    "changed_at",
    "is_demo",
    "title_ru",
    "title_en",
    "description_ru",
    "description_en",
    "fund_id",
    "organisation_id",
    "person_id",
    "programme_id",
)
PUBLICATION = ("id", "org_id", "prefix", "website", "licence", "is_demo")


def there(apps: Any, editor: Any) -> None:
    """Copies the rows, their lines of the books, and the next key."""
    _copied(apps, editor, ("projects", "GrantGiven", "grantgiven_id"), ("grants", "Grant", "grant_id"), {"state": "recorded", "kind": "other"})


def back(apps: Any, editor: Any) -> None:
    _copied(apps, editor, ("grants", "Grant", "grant_id"), ("projects", "GrantGiven", "grantgiven_id"), {})


def _copied(apps: Any, editor: Any, source: tuple[str, str, str], target: tuple[str, str, str], more: dict[str, str]) -> None:
    old, new = apps.get_model(*source[:2]), apps.get_model(*target[:2])
    rows = old.objects.all() if source[0] == "projects" else old.objects.filter(state="recorded")
    keys = []
    for row in rows.order_by("pk").values(*SAME):
        new.objects.create(**row, **more)
        keys.append(row["id"])
    through, lines = old.lines.through.objects, new.lines.through
    pairs = through.filter(**{f"{source[2]}__in": keys}).values_list(source[2], "line_id")
    lines.objects.bulk_create([lines(**{target[2]: grant, "line_id": line}) for grant, line in pairs])
    publication = apps.get_model(target[0], "Publication")
    for row in apps.get_model(source[0], "Publication").objects.values(*PUBLICATION):
        publication.objects.create(**row)
    old.objects.filter(pk__in=keys).delete()
    apps.get_model(source[0], "Publication").objects.all().delete()
    with editor.connection.cursor() as cursor:
        for sentence in editor.connection.ops.sequence_reset_sql(no_style(), [new, lines, publication]):
            cursor.execute(sentence)


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial"), ("grants", "0001_initial")]

    operations = [migrations.RunPython(there, back)]
