"""A personal number for which a national identity vouches opens one account; who only typed it is asked for the password."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

OF_NUMBER = RunSQL(
    """
    CREATE FUNCTION citizens_of_number(asked text) RETURNS TABLE (uid uuid, password text, proved boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT c.uid, c.password, c.proved_number = asked FROM citizens_citizen c
       WHERE asked <> '' AND (c.proved_number = asked OR (c.proved_number = '' AND c.id_number = asked))
       ORDER BY (c.proved_number = asked) DESC, c.id LIMIT 5 $$;
    REVOKE ALL ON FUNCTION citizens_of_number(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION citizens_of_number(text) TO lienthong_web;
    """,
    "DROP FUNCTION citizens_of_number(text);",
)


def named(*contacts: str) -> migrations.AddConstraint:
    """Return the operation that demands a name and one of the contacts."""
    some = models.Q(*(models.Q((contact, ""), _negated=True) for contact in contacts), _connector="OR")
    condition = models.Q(some, models.Q(("name", ""), _negated=True))
    return migrations.AddConstraint("citizen", models.CheckConstraint(condition=condition, name="citizens_named_with_contact"))


class Migration(migrations.Migration):
    """An account may be known by its proved number alone."""

    dependencies = [("citizens", "0003_codes_by_text_message")]
    operations = [
        migrations.AddField(
            "citizen",
            "proved_number",
            models.CharField(blank=True, db_collation="C", default="", max_length=20, verbose_name="số định danh đã xác thực"),
        ),
        migrations.RemoveConstraint("citizen", "citizens_named_with_contact"),
        named("email", "phone", "proved_number"),
        migrations.AddConstraint(
            "citizen",
            models.UniqueConstraint(
                condition=models.Q(("proved_number", ""), _negated=True), fields=("proved_number",), name="citizens_number_once"
            ),
        ),
        migrations.AddIndex(
            "citizen",
            models.Index(
                condition=models.Q(("id_number", ""), _negated=True), fields=["id_number"], name="citizens_typed_number"
            ),
        ),
        OF_NUMBER,
    ]
