"""What the house of grants has now goes from here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_grants_to_their_house")]

    operations = [migrations.DeleteModel("GrantGiven"), migrations.DeleteModel("Publication")]
