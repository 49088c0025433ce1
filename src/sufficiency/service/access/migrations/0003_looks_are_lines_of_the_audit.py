from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_sessions_end_and_providers"),
        ("audit", "0002_looks_and_entries_are_lines"),
    ]

    operations = [migrations.DeleteModel(name="Look")]
