"""An index of lines by entry that holds all that is summed, in the place of the plain one.

The plain index is dropped by its name: Django would make the table anew on SQLite, and its guards would be gone.
"""

import django.db.models.deletion
from django.db import migrations, models

PLAIN = "ledger_line_entry_id_a699af21"


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_budgets_and_receipt_rules"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["entry", "account", "fund", "programme", "currency", "amount_minor"], name="ledger_line_of_entry"),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(f"DROP INDEX IF EXISTS {PLAIN}", f"CREATE INDEX {PLAIN} ON ledger_line (entry_id)")],
            state_operations=[
                migrations.AlterField(
                    model_name="line",
                    name="entry",
                    field=models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="ledger.entry"
                    ),
                ),
            ],
        ),
    ]
