"""The demo company, served for a test by the binary that was built."""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading

BINARY = pathlib.Path(os.environ.get("THROUGHLINE_BINARY", ".build/debug/throughline")).resolve()
SECONDS_TO_START = 600


def can_be_served():
    """Whether the binary has the command; what it says of itself must name the option that is used here."""
    if not BINARY.exists():
        return False
    asked = subprocess.run([BINARY, "demo", "--help"], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)
    return asked.returncode == 0 and "--directory" in asked.stdout


class Company:
    """Starts the server and waits until it has printed its address and a link that signs in; stops it gracefully."""

    def __init__(self, *options):
        self.directory = tempfile.TemporaryDirectory(prefix="throughline-demo-")
        self.words = []
        self.address = self.sign_in = None
        self.ready = threading.Event()
        self.process = subprocess.Popen(
            [BINARY, "demo", "--directory", self.directory.name, "--port", "0", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        # Read to the end, so that a talkative server never waits for a full pipe.
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()
        if not self.ready.wait(SECONDS_TO_START) or self.sign_in is None:
            self.stop()
            raise AssertionError("the demo company did not start:\n" + "".join(self.words[-20:]))

    def listen(self):
        for line in self.process.stdout:
            self.words.append(line)
            for address, path in re.findall(r"(https?://[\w.:\[\]-]+)(/[^\s\x1b]*)?", line):
                self.address = self.address or address
                if len(path) > 1 and self.sign_in is None:
                    self.sign_in = address + path
                    self.ready.set()
        self.ready.set()

    def stop(self):
        """Asks it to stop, and says whether it did so by itself and without fault."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.listener.join(5)
            self.directory.cleanup()
