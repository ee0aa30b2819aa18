"""The search box over documents at two sizes, beside the same question put to the index alone in the same run.

python -m bench.letters COUNT     fills a server of its own and prints what it measured as JSON

Documents are generated: words of Vietnamese syllables by Zipf's law, a subject of 15 words and a text of 200.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from bench import stage, walk
from bench.rows import Row

SIZES = (10_000, int(os.environ.get("LETTERS", "200000")))
SUBJECT, TEXT, VOCABULARY = 15, 200, 6_000
ROUNDS = 60
"""Questions of each kind, each with other words."""
ONSETS = (
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
    "",
)
RIMES = (
    "a", "ạ", "ác", "ăn", "ân", "ang", "ành", "ao", "ay", "ấy", "ê", "ến", "iên", "iệt", "ìm", "o", "ọc", "oà", "ội", "ông", "ơn",
    "ở", "u", "ùng", "uộc", "uỷ", "ư", "ương", "ước", "ưởng", "y", "ình", "ị", "ết", "ều", "oan", "oại", "uyết", "uân", "ủng",
)  # fmt: skip


def run() -> list[Row]:
    """Measure both sizes, each in a process and on a server of its own."""
    rows: list[Row] = []
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
    for count in SIZES:
        command = [sys.executable, "-m", "bench.letters", str(count)]
        told = json.loads(
            subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout.splitlines()[-1]
        )  # fmt: skip
        rows += [_row(count, name, here) for name, here in told["questions"].items()]
        rows.append(Row(f"documents: database of {count:,}", told["bytes"] / 2**30, "GB", f"filled in {told['seconds']:.0f} s"))
    return rows


def _row(count: int, name: str, here: dict[str, float]) -> Row:
    times = here["p50"] / here["raw50"]
    beside = f"p95 {here['p95']:.1f}; the index alone p50 {here['raw50']:.1f}, p95 {here['raw95']:.1f}: {times:.1f} times"
    note = f"{beside}; {here['sql']:.0f} SQL, {here['hits']:.0f} lines of a page; a peer was measured at 94 to 109 ms at 10,000"
    return Row(f"documents: {name}, p50 at {count:,}", here["p50"], "ms", note)


# --- in the process of one size ----------------------------------------------------------------------------------------


def measure(count: int) -> dict[str, Any]:
    """Fill, ask each kind of question as the clerk's web role, then the index alone as the owner."""
    with stage.opened():
        from lienthong.toolkit import clock

        began = time.perf_counter()
        clerk = _fill(count, clock.now())
        took = time.perf_counter() - began
        questions = {name: _measured(clerk, words) for name, words in _questions().items()}
        return {"seconds": took, "bytes": _size(), "questions": questions}


def _vocabulary() -> list[str]:
    """Return syllables and pairs of them in a fixed order that means nothing; the first are the commonest."""
    syllables = ["".join(pair) for pair in itertools.product(ONSETS, RIMES)]
    pairs = [f"{one}{other}" for one, other in zip(syllables, reversed(syllables), strict=True)]
    words = syllables + [f"{one}{n}" for n in range(10) for one in pairs]
    random.Random(1).shuffle(words)
    return words[:VOCABULARY]


def _texts(count: int) -> Iterator[list[str]]:
    """Give the words of each document: the subject's, then the text's."""
    words = _vocabulary()
    weights = list(itertools.accumulate(1 / (place + 3) for place in range(len(words))))
    dice = random.Random(2)
    for _ in range(count):
        yield dice.choices(words, cum_weights=weights, k=SUBJECT + TEXT)


def _fill(count: int, at: Any) -> Any:
    """Seed a district, register one letter through the services, then write `count` like it as the owner; return the clerk."""
    from django.db import connections, transaction

    from lienthong.casework.documents import public as documents
    from lienthong.office.accounts import public as accounts
    from lienthong.office.ledger import public as ledger
    from lienthong.office.org import public as org

    walk.seed(at, at)
    unit = org.Unit.objects.get(function="division.office")
    token = accounts.create_token(duty="records_clerk", unit_id=unit.pk, at=at, real_at=at, days=9_000).token
    clerk = accounts.actor_of_token(token, at=at, real_at=at)
    first = documents.Incoming(
        symbol="1520/UBND-TH1", subject="Lá thư đầu", issuer="UBND tỉnh Quảng Ninh", issued_on=org.local_day(at), arrived_at=at,
        type_key="cong-van",
    )  # fmt: skip
    documents.register_incoming(actor=clerk, at=at, body_key="people_committee", new=first)
    with transaction.atomic("owner"), ledger.seeing_everything(), connections["owner"].cursor() as cursor:
        _copy(cursor, count, org.local_day(at))
        cursor.execute("ANALYZE")
    return clerk


INDEX = """
INSERT INTO documents_indexed (entry_id, keeper_id, system, direction, day, text, words)
SELECT e.id, e.keeper_id, 'state', 'in', e.day, t.text,
  setweight(to_tsvector('simple', e.number || ' ' || t.symbol), 'A') || setweight(to_tsvector('simple', t.subject), 'B')
  || setweight(to_tsvector('simple', t.issuer), 'C') || setweight(to_tsvector('simple', t.folded), 'D')
FROM told t JOIN documents_registerentry e ON e.document_id = t.id
"""


def _copy(cursor: Any, count: int, today: date) -> None:
    """Write documents, lines and index by COPY, like the letter that is there, numbers and days going on."""
    from lienthong.casework.documents.rules.searching import words_of
    from lienthong.toolkit.identity import new_uid

    cursor.execute("SELECT max(id) FROM documents_document")
    last = cursor.fetchone()[0]
    cursor.execute(
        "CREATE TEMP TABLE told (id bigint, symbol text, subject text, issuer text, text text, folded text) ON COMMIT DROP"
    )
    issuers = ("UBND tỉnh Quảng Ninh", "Sở Nội vụ", "Tỉnh ủy Quảng Ninh", "UBND xã Hoành Mô", "Phòng Tài chính - Kế hoạch")
    document, line = _first(cursor, "documents_document"), _first(cursor, "documents_registerentry")
    lines, told = [], []
    with _copying(cursor, "documents_document", document) as write:
        for number, words in enumerate(_texts(count), 2):
            key, issuer = last + number, issuers[number % len(issuers)]
            day, symbol = today - timedelta(days=number % 700), f"{number}/UBND-TH"
            subject, text = " ".join(words[:SUBJECT]), " ".join(words[SUBJECT:])
            said = {"symbol": symbol, "subject": subject, "issuer": issuer, "issued_on": day, "arrived_at": f"{day}T01:00Z"}
            write({**document, "id": key, "uid": new_uid(), **said})
            used = {"number": number, "label": str(number), "day": day, "document_id": key}
            lines.append({**line, "id": key, "uid": new_uid(), **used})
            told.append([key, *(" ".join(words_of(part)) for part in (symbol, subject, issuer)), text, " ".join(words_of(text))])
    with _copying(cursor, "documents_registerentry", line) as write:
        for row in lines:
            write(row)
    with cursor.copy("COPY told FROM STDIN") as copy:
        for words in told:
            copy.write_row(words)
    cursor.execute(INDEX)


def _first(cursor: Any, table: str) -> dict[str, Any]:
    """Return the one row of a table by column: what is not generated is as the services wrote it."""
    cursor.execute(f"SELECT * FROM {table}")
    return dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))


@contextmanager
def _copying(cursor: Any, table: str, columns: Iterable[str]) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Open a COPY into a table; rows are given by column."""
    names = list(columns)
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
        yield lambda row: copy.write_row([row[name] for name in names])


def _questions() -> dict[str, list[str]]:
    """Return what is typed, by kind; every question of a kind has other words."""
    words, dice = _vocabulary(), random.Random(3)
    middling, rare = words[100:600], words[2_000:]
    pairs = [texts[20:22] for texts in itertools.islice(_texts(2_000), 1_000, 1_000 + ROUNDS)]
    return {
        "a symbol": [f"{dice.randrange(2, SIZES[0])}/UBND-TH" for _ in range(ROUNDS)],
        "a rare word": dice.sample(rare, ROUNDS),
        "two words": [" ".join(dice.sample(middling, 2)) for _ in range(ROUNDS)],
        "a phrase of the text": [f'"{one} {other}"' for one, other in pairs],
        "the commonest words": [words[place % 20] for place in range(ROUNDS)],
        "nothing that is there": [f"khôngcó{place}" for place in range(ROUNDS)],
    }


def _measured(clerk: Any, typed: list[str]) -> dict[str, float]:
    from django.db import connection, connections

    from lienthong.casework.documents import public as documents
    from lienthong.casework.documents.rules import searching
    from lienthong.office.ledger import public as ledger

    def asked(words: str) -> int:
        with ledger.seeing(clerk.sees | {clerk.unit_id}):
            part = "symbol" if documents.looks_like_symbol(words) else ""
            return len(documents.search(clerk, words, part=part).rows)

    def alone(words: str) -> int:
        part = "symbol" if documents.looks_like_symbol(words) else ""
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT entry_id FROM documents_indexed WHERE words @@ to_tsquery('simple', %s) ORDER BY entry_id DESC LIMIT 21",
                [searching.query_of(searching.phrases(words), part)],
            )
            return len(cursor.fetchall())

    statements: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        asked(typed[0])
    mine, hits = _timed(asked, typed)
    raw, _ = _timed(alone, typed)
    times = dict(zip(("p50", "p95", "raw50", "raw95"), (*_middle(mine), *_middle(raw)), strict=True))
    return {"sql": len(statements), "hits": sum(hits) / len(hits), **times}


def _timed(ask: Callable[[str], int], typed: list[str]) -> tuple[list[float], list[int]]:
    for words in typed[:3]:
        ask(words)
    took, hits = [], []
    for words in typed:
        began = time.perf_counter()
        hits.append(ask(words))
        took.append((time.perf_counter() - began) * 1000)
    return took, hits


def _middle(took: list[float]) -> tuple[float, float]:
    ordered = sorted(took)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]


def _size() -> int:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1])), ensure_ascii=False))
