"""The processes of a running installation: who they are, how they are tied to us, restarted and ended."""
