"""Who asks for the accounts of a personal number is told no hash of a password: nobody reads it there."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

OF_NUMBER = """
    DROP FUNCTION citizens_of_number(text);
    CREATE FUNCTION citizens_of_number(asked text) RETURNS TABLE (uid uuid, {column}proved boolean)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT c.uid, {chosen}c.proved_number = asked FROM citizens_citizen c
       WHERE asked <> '' AND (c.proved_number = asked OR (c.proved_number = '' AND c.id_number = asked))
       ORDER BY (c.proved_number = asked) DESC, c.id LIMIT 5 $$;
    REVOKE ALL ON FUNCTION citizens_of_number(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION citizens_of_number(text) TO lienthong_web;
    """


class Migration(migrations.Migration):
    """Going back tells it again."""

    dependencies = [("citizens", "0005_contacts_added")]
    operations = [
        RunSQL(OF_NUMBER.format(column="", chosen=""), OF_NUMBER.format(column="password text, ", chosen="c.password, "))
    ]
