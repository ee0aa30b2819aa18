"""What happens to the bytes of an upload before any view runs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


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
