"""The process is killed after both signatures were made and before anything could be written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import decided, signed
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

SIGNER = """
import os, pickle, signal, sys
import django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import signed
from lienthong.toolkit import signing
made = []
def dying(pdf, *, sign=signing.sign, **asked):
    made.append(sign(pdf, **asked))
    if len(made) == 2:
        print("signed", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return made[-1]
signing.sign = dying
world, uid = pickle.loads(bytes.fromhex(sys.argv[2]))
from lienthong.toolkit import clock
from lienthong.toolkit.signing.testing import a_paper
results.sign_result(actor=world, at=clock.now(), real_at=clock.real_now(), dossier_uid=uid, key="k-1",
                    wanted=results.ToSign(a_paper(), "x.pdf", "Giấy khai sinh"))
print("recorded", flush=True)
"""


@pytest.mark.thorough
def test_killed_between_signing_and_storing_leaves_no_half_and_it_is_signed_afterwards(committed_db: None) -> None:
    world = given.a_world(given.BIRTH)
    uid = decided(world)

    said, code = _signs_and_dies(world.head, uid)
    with ledger.seeing([world.head.unit_id]):
        left = results.of_dossier(uid), [one for one in ledger.history(uid) if one.activity == "result_signed"]
    row = signed(world, uid, key="k-1")

    assert (said, code) == ("signed", -signal.SIGKILL)
    assert left == ([], [])
    assert results.checked(results.content(row)).whole


def _signs_and_dies(head: Actor, uid: UUID) -> tuple[str, int]:
    import pickle

    from django.conf import settings

    environment: dict[str, Any] = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "lienthong.site.settings", "LIENTHONG_DEMO": "1",
        "LIENTHONG_SIGNING_DIR": str(settings.SIGNING_DIR), "LIENTHONG_FILES_DIR": str(settings.FILES_DIR),
    }  # fmt: skip
    database = str(connections["default"].settings_dict["NAME"])
    told = pickle.dumps((head, uid)).hex()
    command = [sys.executable, "-c", SIGNER, database, told]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, timeout=60, check=False)
    return done.stdout.strip(), done.returncode
