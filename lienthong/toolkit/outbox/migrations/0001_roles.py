"""Roles and default grants, before any table exists."""

from django.db import migrations

from lienthong.toolkit.database import create_roles


class Migration(migrations.Migration):
    """Make the database roles."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("auth", "0001_initial"),
        ("sessions", "0001_initial"),
        ("procrastinate", "0001_initial"),
    ]
    operations = [create_roles()]
