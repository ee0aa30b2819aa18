"""Which content store the settings name."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from lienthong.office.files.models.blobs import BlobStore
from lienthong.office.files.models.folder import FolderStore


def chosen() -> BlobStore:
    """Return the store that the settings name: S3 when `FILES_S3` is set, else the folder `FILES_DIR`."""
    if settings.FILES_S3:
        from lienthong.office.files.models.object_store import ObjectStore

        return ObjectStore.at(settings.FILES_S3, settings.FILES_S3_ENDPOINT)
    return FolderStore(Path(settings.FILES_DIR))
