"""What the app keeps: rows that name files, and the content itself under its hash."""

from lienthong.office.files.models.blobs import Blob, BlobStore
from lienthong.office.files.models.choosing import chosen
from lienthong.office.files.models.held_file import HeldFile
from lienthong.office.files.models.stored_file import StoredFile
from lienthong.office.files.models.withdrawn import WithdrawnObject, served

__all__ = ["Blob", "BlobStore", "HeldFile", "StoredFile", "WithdrawnObject", "chosen", "served"]
