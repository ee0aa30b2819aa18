"""Liên Thông: the paper-bound work of a small local government, in one house of storeys (docs/map.md)."""

__version__ = "0.1.0"
