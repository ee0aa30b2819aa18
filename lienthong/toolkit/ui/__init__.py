"""Page components: base page, style sheet, tags that every door shares.

A page extends `ui/base.html` (staff) or `ui/public.html` (citizens), says `{% load ui %}` and draws with the tags.
The values that tags take are in `parts`, forms in `forms`, charts in `charts`, refusals in `answers`, the browser
for tests in `testing`.  `patterns` shows everything with real words: look there first.

Figures in markup are localised (1000 prints 1.000): inside an address or an attribute write
`{{ row.number|unlocalize }}` (`{% load l10n %}`), or better use the `uid`.
"""
