"""How dates, numbers and spans of time are written and read: typed the Vietnamese way in every language of the pages.

`vi` and `en` are Django's FORMAT_MODULE_PATH; `text` writes slips, records and messages, always Vietnamese; `pages` writes what a
page shows, in its language.
"""
