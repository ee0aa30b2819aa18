"""Seeds a running installation with the district and the procedure of the walk; prints the tokens as JSON.

python -m bench.seeding DATA_DIR
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench import walk


def main(data_dir: Path) -> None:
    """Join the installation's database as its owner and seed it in one transaction."""
    from lienthong.site.cli import database
    from lienthong.site.installation import Installation

    with database.opened(Installation(data_dir)):
        from django.db import transaction

        from lienthong.office.ledger import public as ledger
        from lienthong.toolkit import clock

        with transaction.atomic(), ledger.seeing_everything():
            tokens = walk.seed(clock.now(), clock.real_now())
    print(json.dumps(tokens))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
