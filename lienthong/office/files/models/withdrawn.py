"""Objects whose files are served no more: what they belonged to was destroyed by an office's act."""

from __future__ import annotations

from django.db import models

from lienthong.office.files.models.stored_file import StoredFile


class WithdrawnObject(models.Model):
    """A file, or everything that belongs to an object, is served no more; written once.

    object_uid  of the file or of the object that its files belong to.   because  of the act that says so.
    The rows of the files stay, with name and hash; their contents stay where they are stored, for nobody.
    """

    object_uid = models.UUIDField("mã tệp hoặc vật mang tệp", unique=True)
    because = models.UUIDField("theo văn bản")
    withdrawn_at = models.DateTimeField("lúc thôi phục vụ")

    class Meta:
        verbose_name = "tệp thôi phục vụ"
        verbose_name_plural = "tệp thôi phục vụ"


def served() -> models.QuerySet[StoredFile]:
    """Return the files that are served: those of which nothing is withdrawn."""
    gone = WithdrawnObject.objects.filter(
        models.Q(object_uid=models.OuterRef("uid")) | models.Q(object_uid=models.OuterRef("object_uid"))
    )
    return StoredFile.objects.filter(~models.Exists(gone))
