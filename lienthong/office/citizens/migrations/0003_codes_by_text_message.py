"""Codes go by text message too: an account may have a number alone; where a code came back from is remembered.

An address or a number is one account's once a code came back from there: nobody keeps its owner out by typing it.  Going back
is refused by the database while two accounts name the same one.
"""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

SIGN_IN = """
    DROP FUNCTION citizens_for_sign_in(text);
    CREATE FUNCTION citizens_for_sign_in(login text) RETURNS TABLE ({columns})
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT {chosen} FROM citizens_citizen c WHERE login <> '' AND (c.email = login OR c.phone = login)
        ORDER BY {first}c.id LIMIT 1 $$;
    REVOKE ALL ON FUNCTION citizens_for_sign_in(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION citizens_for_sign_in(text) TO lienthong_web;
    """
NOW = SIGN_IN.format(
    columns="uid uuid, password text, email text, phone text, email_proved boolean, phone_proved boolean",
    chosen="c.uid, c.password, c.email, c.phone, c.email_proved, c.phone_proved",
    first="((c.email = login AND c.email_proved) OR (c.phone = login AND c.phone_proved)) DESC, ",
)
BEFORE = SIGN_IN.format(columns="uid uuid, password text, email text", chosen="c.uid, c.password, c.email", first="")


class Migration(migrations.Migration):
    """Until now every account was made by a code that was mailed: those addresses are proved."""

    dependencies = [("citizens", "0002_own_rows")]
    operations = [
        migrations.RenameField("sentcode", "email", "address"),
        migrations.AddField("sentcode", "channel", models.CharField(default="email", max_length=10, verbose_name="gửi bằng")),
        migrations.AddConstraint(
            "sentcode",
            models.CheckConstraint(condition=models.Q(("channel__in", ["email", "sms"])), name="citizens_code_channel"),
        ),
        migrations.AddField("citizen", "email_proved", models.BooleanField(default=False, verbose_name="thư đã xác nhận")),
        migrations.AddField("citizen", "phone_proved", models.BooleanField(default=False, verbose_name="điện thoại đã xác nhận")),
        RunSQL("UPDATE citizens_citizen SET email_proved = true", RunSQL.noop),
        RunSQL(NOW, BEFORE),
        migrations.RemoveConstraint("citizen", "citizens_named_with_email"),
        migrations.AlterField(
            "citizen",
            "email",
            models.CharField(blank=True, db_collation="C", default="", max_length=200, verbose_name="thư điện tử"),
        ),
        migrations.AddConstraint(
            "citizen",
            models.UniqueConstraint(condition=models.Q(("email_proved", True)), fields=("email",), name="citizens_email_once"),
        ),
        migrations.RemoveConstraint("citizen", "citizens_phone_once"),
        migrations.AddIndex("citizen", models.Index(fields=["email"], name="citizens_email")),
        migrations.AddIndex("citizen", models.Index(fields=["phone"], name="citizens_phone")),
        migrations.AddConstraint(
            "citizen",
            models.UniqueConstraint(condition=models.Q(("phone_proved", True)), fields=("phone",), name="citizens_phone_once"),
        ),
        migrations.AddConstraint(
            "citizen",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("email", ""), _negated=True), models.Q(("phone", ""), _negated=True), _connector="OR"),
                    models.Q(("name", ""), _negated=True),
                ),
                name="citizens_named_with_contact",
            ),
        ),
    ]
