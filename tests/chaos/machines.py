"""What the bot stands on, made so that it can be taken away: a small disk of its own, a PostgreSQL of its own."""

import errno
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.chaos.row import ROOT, NotHere

MB = 1024 * 1024
SIZE = 8 * MB
PAGE = 4096
# In a namespace of its own whoever runs it may mount, and what is mounted goes with the process.
UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")
MOUNTS = 'mount -t tmpfs -o "size=$1,mode=700" makker "$2" && shift 2 && exec "$@"'


def within(disk, command):
    """What the command prints when it is run where eight megabytes are mounted on this folder, which nobody else sees.

    Raises NotHere where that is not permitted, AssertionError when it fails.
    """
    if shutil.which(UNSHARE[0]) is None:
        raise NotHere("util-linux, which has unshare")
    inside = [*UNSHARE, "sh", "-c", MOUNTS, "sh", str(SIZE), str(disk)]
    tried = subprocess.run([*inside, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise NotHere(f"leave to mount a disk of one's own ({tried.stderr.strip()[:80]})")
    done = subprocess.run([*inside, *command], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


class Disk:
    """A small disk that is filled to the last page, and freed."""

    def __init__(self, path):
        """Something small is mounted there: a big one would be filled, too."""
        assert shutil.disk_usage(path).total == SIZE
        self._filler = path / "filler"

    def fills(self):
        """With what has become free since."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (MB, PAGE):
                self._fill(file, size)

    @staticmethod
    def _fill(file, size):
        try:
            while file.write(bytes(size)):
                pass
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise

    def is_freed(self):
        """There is room again."""
        self._filler.unlink()


class Postgres:
    """A server in a folder of its own, as `.ci/run` has one; it can be killed and started again."""

    def __init__(self, folder, programs, user, *, safe):
        self._folder, self._programs, self._user = folder, programs, user
        # It is thrown away afterwards, so it need not wait for the disk: what dies is the server, not the machine.
        self._fsync = "on" if safe else "off"
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self._port = taken.getsockname()[1]
        self.url = f"postgresql://makker@127.0.0.1:{self._port}/postgres"
        self._runs("initdb", "--username=makker", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self.starts()

    def starts(self):
        """Returns when it answers."""
        options = f"-c listen_addresses=127.0.0.1 -c port={self._port} -c unix_socket_directories={self._folder}"
        safe = f"-c fsync={self._fsync}"
        self._runs("pg_ctl", f"--log={self._folder / 'log'}", "--wait", "start", f"--options={options} {safe}")

    def dies(self):
        """As by a power cut: every connection breaks where it is."""
        self._runs("pg_ctl", "--mode=immediate", "stop")

    def _runs(self, program, *words):
        as_user = ("runuser", "-u", self._user, "--") if self._user else ()
        command = [*as_user, self._programs / program, f"--pgdata={self._folder / 'data'}", *words]
        subprocess.run(command, check=True, cwd=self._folder, stdout=subprocess.DEVNULL)


@contextmanager
def postgres(*, safe=False):
    """A server that runs, and waits for the disk if it shall be `safe`; raises NotHere where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise NotHere("PostgreSQL, which is not installed")
    folder = Path(tempfile.mkdtemp(prefix="makker-postgres"))
    # The server refuses to run as root, so root lends it to Debian's user for it.
    user = "postgres" if folder.owner() == "root" else ""
    server = None
    try:
        if user:
            shutil.chown(folder, user)
        server = Postgres(folder, Path(found[-1] if found else on_path).parent, user, safe=safe)
        yield server
    finally:
        if server is not None:
            server.dies()
        shutil.rmtree(folder)
