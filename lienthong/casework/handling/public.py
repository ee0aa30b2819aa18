"""The door of the handling app."""

from lienthong.casework.handling.events import LetterFinished, LetterInstructed, LetterTaken

__all__ = ["LetterFinished", "LetterInstructed", "LetterTaken"]
