"""Commands in a terminal of some size, as a person has them, and through pipes, as a program has them."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from checks.screen import Screen

PATIENCE = 120
ROOM = 4095  # Linux keeps as many bytes for whoever reads a terminal; Ctrl-C leaves them, and takes what would come after them.
ROLLOUT = "./rollout"


class Failed(Exception):
    """What was found, and what would be right."""


def environment(**more):
    """That of a person at a terminal; None takes a variable away."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    own.pop("NO_COLOR", None)
    own.update(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
    own.update({name: value for name, value in more.items() if value is not None})
    return {name: value for name, value in own.items() if more.get(name, value) is not None}


class Session:
    """A command in a terminal."""

    def __init__(self, *words, columns=100, rows=30, env=None):
        self.words = words
        self.screen = Screen(columns, rows)
        self.bytes = b""
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            self._size(0, columns, rows)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it; shells do not.
            os.execve(ROLLOUT, ["./rollout", *words], env or environment())
        self._size(self.terminal, columns, rows)

    @staticmethod
    def _size(terminal, columns, rows):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys):
        os.write(self.terminal, keys)

    def interrupt(self):
        """Ctrl-C in a terminal that has shown everything it was sent, as those of persons have: they read all the time."""
        self._keep_what_was_sent()
        self.press(b"\x03")

    def interrupt_unread(self):
        """Ctrl-C in a terminal that is too slow: what it has not read, and the system has no more room for, is thrown away."""
        limit = time.monotonic() + PATIENCE
        while self._unread() < ROOM:
            if time.monotonic() > limit:
                raise Failed(f"{self}: has not sent {ROOM} bytes within {PATIENCE} seconds")
            time.sleep(0.005)
        self.screen.lossy = True
        self.press(b"\x03")

    def _unread(self):
        return struct.unpack("i", fcntl.ioctl(self.terminal, termios.FIONREAD, struct.pack("i", 0)))[0]

    def _keep_what_was_sent(self):
        settings = termios.tcgetattr(self.terminal)
        settings[3] |= termios.NOFLSH
        termios.tcsetattr(self.terminal, termios.TCSANOW, settings)

    def until(self, text):
        """Goes on until what is shown has something like it: within a line, which may still be drawn."""
        wanted = re.compile(text)
        self._until(lambda: any(wanted.search(line) for line in self.screen.shown()), text)

    def picture(self, text):
        """Goes on until a picture that is drawn to its end has something like it; returns that picture."""
        wanted = re.compile(text)
        self._until(lambda: any(wanted.search(line) for frame in self.screen.frames[-1:] for line in frame), text)
        return "\n".join(self.screen.frames[-1])

    def _until(self, shown, text):
        limit = time.monotonic() + PATIENCE
        while not shown():
            if not self._read(limit):
                raise Failed(f"{self}: {text!r} was never shown; the last that was:\n" + "\n".join(self.screen.all()[-40:]))

    def end(self):
        """Goes on to the end; returns the exit status as a shell has it."""
        limit = time.monotonic() + PATIENCE
        while self._read(limit):
            pass
        _, status = os.waitpid(self.child, 0)
        os.close(self.terminal)
        code = os.waitstatus_to_exitcode(status)
        return code if code >= 0 else 128 - code

    def _read(self, limit):
        if time.monotonic() > limit:
            os.kill(self.child, signal.SIGKILL)
            raise Failed(f"{self}: took longer than {PATIENCE} seconds; the last shown:\n" + "\n".join(self.screen.all()[-40:]))
        if not select.select([self.terminal], [], [], 1)[0]:
            return True
        try:
            data = os.read(self.terminal, 65536)
        except OSError:  # Linux says so when nobody has the other end any more.
            return False
        self.bytes += data
        self.screen.feed(data)
        return bool(data)

    def __str__(self):
        return f"`{' '.join(self.words)}` in {self.screen.columns} columns"


def piped(*words, env=None):
    """A command whose output a program reads: exit status, what it printed, what it complained of."""
    run = subprocess.run(
        [ROLLOUT, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False,
        env=env or environment())
    return run.returncode, run.stdout, run.stderr
