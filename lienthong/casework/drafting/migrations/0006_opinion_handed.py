"""A question that was asked of one person goes to who takes the work over."""

from django.db import migrations

COLUMNS = "person_uid, person_name"
ROLES = "lienthong_web, lienthong_worker"


class Migration(migrations.Migration):
    """Let the product write who is asked."""

    dependencies = [("drafting", "0005_draft_passed_on")]
    operations = [
        migrations.RunSQL(
            f"GRANT UPDATE ({COLUMNS}) ON drafting_opinion TO {ROLES};",
            f"REVOKE UPDATE ({COLUMNS}) ON drafting_opinion FROM {ROLES};",
        )
    ]
