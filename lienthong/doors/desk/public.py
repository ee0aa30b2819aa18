"""The door of the desk: the staff pages announce nothing and are asked nothing; their refusals are named here."""

from lienthong.doors.desk.errors import DraftTooLarge, NoSlip, NoSuchNote, NothingToPrint

__all__ = ["DraftTooLarge", "NoSlip", "NoSuchNote", "NothingToPrint"]
