"""What happens to the bytes of an upload before any view runs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from lienthong.office.files.errors import NoRoom
from lienthong.office.files.rules.names import clean_name
from lienthong.office.files.rules.room import is_full

logger = logging.getLogger(__name__)


class CappedUpload(FileUploadHandler):
    """Stands before Django's own handlers and lets no more than the cap (and the piece that crosses it) reach the disk.

    What arrives then is longer than the cap, so the store refuses it with its own sentence.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.passed = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on, or drop it when the cap has been crossed."""
        if self.passed > settings.UPLOAD_MAX_BYTES:
            return None
        self.passed += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Leave the file to the handlers behind."""
        return None


class RoomForUpload(TemporaryFileUploadHandler):
    """Django's own way through a file on the disk, which may be full: then what arrives is a file that says so when it is read.

    The form behind it is parsed to its end, so a view can show again what was typed.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file on the disk."""
        self.full, self.passed = False, 0
        with self._written():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece, or only count it when there is no room."""
        self.passed += len(raw_data)
        if not self.full:
            with self._written():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Return the file, or one without content that refuses to be read."""
        made = None
        if not self.full:
            with self._written():
                made = super().file_complete(file_size)
        return Unkept(name=self.file_name, content_type=self.content_type, size=self.passed) if self.full else made

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            if not is_full(fault):
                raise
            logger.exception("no room for an upload")
            self.full = True
            vars(self).pop("file", None)  # what was begun goes, and its room with it


class Unkept(UploadedFile):  # type: ignore[type-arg]  # Django's class is generic only in the stubs
    """An upload for whose content there was no room: who reads it is told."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NoRoom(name=clean_name(self.name or ""))

    open = read = chunks = multiple_chunks = __iter__ = _refuse
