"""One .tar file that holds an installation: database, files, checkpoints, on request the keys, and a manifest with their sha256.

The order of saving matters: checkpoints first, then the database, then the files.  So the database knows every checkpoint of
the backup, and every file that the database names is in it.  A restore reads the whole backup before it touches anything.
"""

from lienthong.site.backup.archive import Manifest, Member, read, unpack
from lienthong.site.backup.restoring import Restored, restore
from lienthong.site.backup.saving import save

__all__ = ["Manifest", "Member", "Restored", "read", "restore", "save", "unpack"]
