"""One installation on this machine: its data folder, its lock, its run file, the environment of its processes."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lienthong.site.demo.scenes import DEFAULT
from lienthong.site.environment import SettingsFault
from lienthong.site.errors import AlreadyRunning, ModeFixed, SceneFixed
from lienthong.site.postgres.cluster import folder_fault, prepare_folder
from lienthong.site.processes.identity import Identity, alive

SOURCE = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Run:
    """What a running instance says about itself.  `state`: starting, waiting, ready, stopping."""

    pid: int
    began: int
    state: str
    address: str
    demo: bool
    embedded: bool
    postgres_port: int = 0
    live_port: int = 0
    clock_offset: int = 0
    since: str = ""

    @property
    def who(self) -> Identity:
        """Return the process, as nobody else can be it."""
        return Identity(self.pid, self.began)


def default_data_dir() -> Path:
    """Return the data folder when none is named: `data` in a checkout, else the user's own."""
    named = os.environ.get("LIENTHONG_DATA_DIR")
    if named:
        return Path(named).expanduser().absolute()
    if (SOURCE / "pyproject.toml").exists():
        return SOURCE / "data"
    return Path("~/.local/share/lienthong").expanduser()


def server_urls() -> tuple[str, str] | None:
    """Return (web URL, owner URL) of a server given by the environment; None: the embedded one.  Errors: SettingsFault."""
    names = ("DATABASE_URL", "DATABASE_OWNER_URL")
    found = [os.environ.get(name, "") or _from_file(name) for name in names]
    for name, value in zip(names, found, strict=True):
        if not value and any(found):
            raise SettingsFault(name, "đặt cả DATABASE_URL và DATABASE_OWNER_URL, hoặc bỏ cả hai", None)
    return (found[0], found[1]) if all(found) else None


def _from_file(name: str) -> str:
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


def demo_environment(scene: str, clock_offset: int) -> dict[str, str]:
    """Return the part of a process's environment that says which demonstration this is; none when `scene` is empty."""
    named = {"LIENTHONG_DEMO_SCENE": scene} if scene else {}
    return {"LIENTHONG_DEMO": "1" if scene else "0", "LIENTHONG_CLOCK_OFFSET": str(clock_offset), **named}


@dataclass(frozen=True)
class Installation:
    """The installation in `data_dir`."""

    data_dir: Path

    @property
    def run_file(self) -> Path:
        """Return the path of the run file."""
        return self.data_dir / "run.json"

    @property
    def secret_file(self) -> Path:
        """Return the path of the secret key."""
        return self.data_dir / "keys" / "secret.key"

    def run(self) -> Run | None:
        """Return the running instance; None when there is none, whatever an old run file says."""
        try:
            found = Run(**json.loads(self.run_file.read_text(encoding="utf-8")))
        except (FileNotFoundError, PermissionError, ValueError, TypeError):
            return None
        return found if alive(found.who) else None

    def write_run(self, run: Run) -> None:
        """Put the run file in place whole."""
        draft = self.run_file.with_suffix(".draft")
        draft.write_text(json.dumps(asdict(run), ensure_ascii=False) + "\n", encoding="utf-8")
        draft.replace(self.run_file)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the installation: nobody else starts, restores or runs a server here meanwhile.

        The kernel lets go when we die.  Errors: AlreadyRunning, FolderNotWritable, FolderFull.
        """
        prepare_folder(self.data_dir)
        with contextlib.ExitStack() as stack:
            try:
                lock = stack.enter_context((self.data_dir / "run.lock").open("w"))
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                run = self.run()
                raise AlreadyRunning(folder=self.data_dir, where=f" ở {run.address}" if run and run.address else "") from None
            except OSError as fault:
                raise folder_fault(self.data_dir, fault) from fault
            yield

    def settle_mode(self, *, no_demo: bool, scene: str = "") -> str:
        """Return the key of the demonstration, empty for a real installation; the first start decides for ever.

        scene  the demonstration asked for; empty: the one that is there, else the usual one.
        Errors: ModeFixed, SceneFixed.
        """
        found = self.mode()
        if found is None:
            found = "" if no_demo else scene or DEFAULT
            self.write_mode(scene=found)
        if found and no_demo:
            raise ModeFixed(folder=self.data_dir)
        if scene and found != scene:
            raise SceneFixed(folder=self.data_dir, found=f"bản trình diễn {found}" if found else "bản dùng thật", wanted=scene)
        return found

    def mode(self) -> str | None:
        """Return the key of the demonstration, empty for a real installation, None when nothing was decided yet."""
        try:
            found = json.loads((self.data_dir / "installation.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return str(found.get("scene", DEFAULT)) if found["demo"] else ""

    def write_mode(self, *, scene: str) -> None:
        """Write down which demonstration this is; empty: a real installation."""
        facts = {"demo": True, "scene": scene} if scene else {"demo": False}
        (self.data_dir / "installation.json").write_text(json.dumps(facts) + "\n", encoding="utf-8")

    def make_secrets(self) -> None:
        """Make the secret key and the folder of keys, readable by us only, if they are missing."""
        with contextlib.suppress(FileExistsError), os.fdopen(_create_private(self.secret_file), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48) + "\n")

    def environment(self, url: str, owner_url: str, role: str, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the environment of a process: role `web` never learns the owner's URL."""
        own = {
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "lienthong.site.settings"),
            "LIENTHONG_DATA_DIR": str(self.data_dir),
            "LIENTHONG_ROLE": role,
            "DATABASE_URL": url,
            "DATABASE_OWNER_URL": url if role == "web" else owner_url,
            "PYTHONUNBUFFERED": "1",
        }
        if not {"LIENTHONG_SECRET_KEY", "LIENTHONG_SECRET_KEY_FILE"} & os.environ.keys():
            own["LIENTHONG_SECRET_KEY_FILE"] = str(self.secret_file)
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL_FILE", "DATABASE_OWNER_URL_FILE"}}
        return {**kept, **own, **(more or {})}


def _create_private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
