"""The door of books."""

from lienthong.casework.books.access import CLOSERS, KEEPERS
from lienthong.casework.books.errors import (
    AlreadyVoid,
    BookClosed,
    BookInUse,
    BookStillRunning,
    BookUnknown,
    EntryUnknown,
    NotVoidable,
    NotYourBook,
    VoidNeedsReason,
)
from lienthong.casework.books.queries.checking import invariants
from lienthong.casework.books.queries.holding import running_at
from lienthong.casework.books.queries.kinds import kind, kind_of_result, kinds
from lienthong.casework.books.queries.printing import cell, printed
from lienthong.casework.books.queries.reading import (
    BookRow,
    EntryPage,
    EntryRow,
    book,
    books_of,
    entries,
    entries_of,
    entry,
    running,
    years_of,
)
from lienthong.casework.books.rules.kinds import COLUMNS, BookKind
from lienthong.casework.books.services.keeping import Closed, begin, close_units, close_year, next_volume
from lienthong.casework.books.services.taking import NewEntry, Taken, take, void

__all__ = [
    "CLOSERS",
    "COLUMNS",
    "KEEPERS",
    "AlreadyVoid",
    "BookClosed",
    "BookInUse",
    "BookKind",
    "BookRow",
    "BookStillRunning",
    "BookUnknown",
    "Closed",
    "EntryPage",
    "EntryRow",
    "EntryUnknown",
    "NewEntry",
    "NotVoidable",
    "NotYourBook",
    "Taken",
    "VoidNeedsReason",
    "begin",
    "book",
    "books_of",
    "cell",
    "close_units",
    "close_year",
    "entries",
    "entries_of",
    "entry",
    "invariants",
    "kind",
    "kind_of_result",
    "kinds",
    "next_volume",
    "printed",
    "running",
    "running_at",
    "take",
    "void",
    "years_of",
]
