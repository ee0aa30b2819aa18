"""Files of what was destroyed are served no more; row and hash stay."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from lienthong.office.files import public as files
from lienthong.office.files.models import StoredFile, WithdrawnObject
from lienthong.office.files.testing import HOANH_MO, MONDAY_8AM, as_units, stored
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.django_db


def test_withdrawn_files_are_served_and_listed_no_more_but_their_rows_stay() -> None:
    one, other, minutes = new_uid(), new_uid(), new_uid()
    gone, single, kept = stored(b"mot", "1.txt", object_uid=one), stored(b"hai", "2.txt", object_uid=other), stored(
        b"ba", "3.txt", object_uid=other
    )  # fmt: skip
    with as_units(HOANH_MO):
        files.withdraw([one, single.uid], because=minutes, at=MONDAY_8AM)
        files.withdraw([one], because=new_uid(), at=MONDAY_8AM)
        assert files.of_object(one) == []
        assert [row.uid for row in files.of_object(other)] == [kept.uid]
        assert set(files.named([gone.uid, single.uid, kept.uid])) == {kept.uid}
        for row in (gone, single):
            with pytest.raises(files.FileWithdrawn, match="đã tiêu hủy"):
                files.open_file(row.uid)
        with pytest.raises(files.FileUnknown):
            files.find(new_uid())
        assert StoredFile.objects.filter(uid=gone.uid).values_list("sha256", flat=True)[0] == gone.sha256
        assert WithdrawnObject.objects.get(object_uid=one).because == minutes, "the first act counts"
        with pytest.raises(DatabaseError), transaction.atomic():
            WithdrawnObject.objects.all().delete()
