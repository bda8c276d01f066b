#!/usr/bin/env python3
"""A PostgreSQL that is paused (SIGSTOP), then stopped: 503 with Retry-After within 3 s, and full service soon after it is back."""

import glob
import os
import pathlib
import pwd
import signal
import subprocess
import sys
import tempfile
import time

from installation import Installation, batch, send, skip

PATIENCE = 3.0


class Server:
    """A PostgreSQL of our own, on a socket in its own directory."""

    def __init__(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4].split(".")[0]))
        if not found:
            skip("PostgreSQL is not installed.")
        self.programs = pathlib.Path(found[-1])
        self.home = tempfile.TemporaryDirectory(prefix="throughline-stopped-")
        self.servant = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.servant:
            os.chown(self.home.name, self.servant.pw_uid, self.servant.pw_gid)
        self.run("initdb", "--auth=trust", "--username=throughline", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    @property
    def address(self):
        return f"postgresql:///postgres?host={self.home.name}&user=throughline"

    def run(self, program, *arguments):
        identity = {"user": self.servant.pw_uid, "group": self.servant.pw_gid, "extra_groups": []} if self.servant else {}
        subprocess.run(
            [self.programs / program, *arguments], cwd=self.home.name, env={"PATH": os.defpath, "PGDATA": f"{self.home.name}/data"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, start_new_session=True, **identity)

    def start(self):
        self.run("pg_ctl", "start", "--wait", "-o", f"-c listen_addresses='' -c unix_socket_directories='{self.home.name}'",
                 "--log", f"{self.home.name}/log")

    def stop(self):
        self.run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def signal(self, what):
        """To the server and each process of it."""
        first = int(pathlib.Path(self.home.name, "data", "postmaster.pid").read_text().split("\n")[0])
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True).stdout.split()
        for process in [first, *map(int, children)]:
            os.kill(process, what)


def attempt(installation, key):
    """Status, Retry-After and seconds of one batch."""
    begun = time.monotonic()
    status, pause = send(installation.connection(timeout=20), key, batch(5)[0])
    return status, pause, time.monotonic() - begun


def refuses(installation, key, name):
    """Whether it says so in time, again and again."""
    answers = [attempt(installation, key) for _ in range(3)]
    print(f"{name}: " + ", ".join(f"{status} after {seconds:.2f} s, Retry-After {pause}" for status, pause, seconds in answers))
    return all(status == 503 and pause and seconds <= PATIENCE for status, pause, seconds in answers)


def heals(installation, key, name):
    begun = time.monotonic()
    while time.monotonic() - begun < 15:
        if attempt(installation, key)[0] == 200:
            print(f"{name}: full service {time.monotonic() - begun:.2f} s after it was back")
            return time.monotonic() - begun <= 5
        time.sleep(0.1)
    print(f"{name}: it did not heal")
    return False


def main():
    server = Server()
    installation = Installation(os.getcwd(), database=server.address)
    try:
        key = installation.write_key()
        installation.start()
        passed = [attempt(installation, key)[0] == 200]
        server.signal(signal.SIGSTOP)
        passed.append(refuses(installation, key, "paused"))
        server.signal(signal.SIGCONT)
        passed.append(heals(installation, key, "paused"))
        server.stop()
        passed.append(refuses(installation, key, "stopped"))
        server.start()
        passed.append(heals(installation, key, "stopped"))
        print(f"ended {installation.stop():.1f} s after it was asked to")
        return not all(passed)
    finally:
        if installation.process and installation.process.poll() is None:
            installation.kill()
        server.stop()
        server.home.cleanup()


if __name__ == "__main__":
    sys.exit(main())
