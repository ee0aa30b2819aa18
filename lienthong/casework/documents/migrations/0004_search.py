"""The index of documents: what registers and texts say, for one search box."""

import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

from lienthong.toolkit.database import protect_by_parent

INDEX = """
CREATE INDEX documents_indexed_words ON documents_indexed USING gin (words) WITH (fastupdate = off);
ALTER TABLE documents_indexed ALTER COLUMN words SET STATISTICS 1000;
"""
ARGUMENTS = "tsquery, text, boolean, uuid[], text, date, date, bigint, int"
FIND = f"""
CREATE FUNCTION documents_find(asked tsquery, side text, opens boolean, hands uuid[], direction text, since date, until date,
  below bigint, most int)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = public, pg_temp AS $$
BEGIN
  RETURN QUERY EXECUTE
    'SELECT i.entry_id FROM documents_indexed i WHERE ($1 IS NULL OR i.words @@ $1) AND i.entry_id < $8'
    || ' AND ($5 = '''' OR i.direction = $5) AND i.day >= $6 AND i.day < $7'
    || ' AND (i.keeper_id = ANY ($10) AND i.system = $2 AND $3 OR i.entry_id IN ('
    || 'SELECT e.id FROM documents_share s JOIN documents_document d ON d.uid = s.document_id'
    || ' JOIN documents_registerentry e ON e.document_id = d.id WHERE s.unit_id = ANY ($10) AND s.side = $2'
    || ' AND (s.person_uid = ANY ($4) OR s.person_uid IS NULL AND $3))) ORDER BY i.entry_id DESC LIMIT $9'
    USING asked, side, opens, hands, direction, since, until, below, most, lienthong_units();
END $$;
REVOKE ALL ON FUNCTION documents_find({ARGUMENTS}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_find({ARGUMENTS}) TO lienthong_web, lienthong_worker;
"""
UNFIND = f"DROP FUNCTION documents_find({ARGUMENTS});"
FILL = """
INSERT INTO documents_indexed (entry_id, keeper_id, system, direction, day, text, words)
SELECT e.id, e.keeper_id, b.system, s.direction, e.day, '',
  setweight(to_tsvector('simple', said.number || ' ' || said.symbol), 'A') || setweight(to_tsvector('simple', said.subject), 'B')
  || setweight(to_tsvector('simple', said.issuer), 'C')
FROM documents_registerentry e JOIN documents_series s ON s.id = e.series_id JOIN documents_body b ON b.id = s.body_id
LEFT JOIN documents_document d ON d.id = e.document_id,
LATERAL (SELECT coalesce(left(d.folded, length(d.symbol)), '') AS sign, coalesce(d.folded_issuer, '') AS author) p,
LATERAL (SELECT e.number::text AS number, documents_words(p.sign) AS symbol, documents_words(p.author) AS issuer,
  documents_words(substr(coalesce(d.folded, ''), length(p.sign) + length(p.author) + 1)) AS subject) said;
"""
WORDS = """
CREATE FUNCTION documents_words(said text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(regexp_replace(said, '[^[:alnum:]]+', ' ', 'g'), '(^| )0+([0-9])', '\\1\\2', 'g') $$;
"""
FORGET_WORDS = "DROP FUNCTION documents_words(text);"
GRANTS = """
REVOKE DELETE, TRUNCATE, UPDATE ON documents_indexed FROM lienthong_web, lienthong_worker;
GRANT UPDATE (day, text, words, read_at) ON documents_indexed TO lienthong_web, lienthong_worker;
"""


class Migration(migrations.Migration):
    """A row of the index for each line of the registers; what is shared with the units of the context is found, too.

    An operator that is not leak-proof uses no index behind row-level security; so a function of the owner looks, for the units
    of the context alone, and gives keys: what they name is read under the policies as ever.  Lines that are there already are
    indexed from what they folded for search.
    """

    dependencies = [("documents", "0003_share"), ("documents", "0003_channel_inside")]
    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="indexed",
                        serialize=False,
                        to="documents.registerentry",
                        verbose_name="dòng của sổ",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="đơn vị giữ sổ",
                    ),
                ),
                ("system", models.CharField(max_length=10, verbose_name="hệ thống")),
                ("direction", models.CharField(max_length=10, verbose_name="chiều")),
                ("day", models.DateField(verbose_name="ngày")),
                ("text", models.TextField(blank=True, default="", verbose_name="chữ trong tệp")),
                ("words", django.contrib.postgres.search.SearchVectorField(verbose_name="chỉ mục")),
                ("read_at", models.DateTimeField(null=True, verbose_name="lúc đọc tệp")),
            ],
            options={"verbose_name": "chỉ mục văn bản", "verbose_name_plural": "chỉ mục văn bản"},
        ),
        protect_by_parent("documents_indexed", parent="documents_registerentry", column="entry_id"),
        RunSQL(INDEX, RunSQL.noop),
        RunSQL(GRANTS, RunSQL.noop),
        RunSQL(FIND, UNFIND),
        RunSQL(WORDS + FILL + FORGET_WORDS, RunSQL.noop),
    ]
