"""The command line `lienthong`.  Names of commands and of the keys that `--json` prints are stable.

Answers go to standard output, messages and refusals to standard error.  Exit codes: 0 done, 1 found wrong (a check that
fails) or a defect, 2 refused, 3 not running (`status`).
"""

from lienthong.site.cli.main import main

__all__ = ["main"]
