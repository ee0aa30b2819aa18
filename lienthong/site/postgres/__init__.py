"""The embedded PostgreSQL: one supervisor over any PostgreSQL programs, 15 or newer.

It looks for the programs, makes a cluster once, starts and joins a server, asks it by a real connection whether it
answers, and ends it.  It never signals a process that it has not recognised as the server of exactly this folder.
"""

from lienthong.site.postgres.binaries import Binaries, find
from lienthong.site.postgres.server import Server, has_cluster, joined, start, start_temporary, stop_leftover

__all__ = ["Binaries", "Server", "find", "has_cluster", "joined", "start", "start_temporary", "stop_leftover"]
