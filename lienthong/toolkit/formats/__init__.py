"""How dates, numbers and spans of time are written and read: the Vietnamese way, in every language of the pages.

`vi` and `en` are Django's FORMAT_MODULE_PATH; `text` holds the functions for slips, tables and messages.
"""
