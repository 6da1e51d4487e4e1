"""A terminal's screen as far as the command may use one: whatever else it sends is a mistake."""

import codecs
import re

_SEQUENCE = re.compile(r"\x1b\[(\?)?([\d;]*)([A-Za-z])")
_BEGIN_OF_ONE = re.compile(r"\x1b(\[\??[\d;]*)?")


class Screen:
    """Lines that have scrolled off, what is shown, and every picture that was complete."""

    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.scrolled, self.lines = [], [""]
        self.row = self.column = 0
        self.frames, self.wrapped, self.torn, self.colours = [], [], [], set()
        self.cursor, self.updating = True, False
        self.lossy = False  # Some of what was sent was thrown away: a sequence may have lost its end, as terminals have to bear.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def feed(self, data):
        text = self._rest + self._decoder.decode(data)
        self._rest = ""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                found = _SEQUENCE.match(text, at)
                begin = _BEGIN_OF_ONE.match(text, at).end()
                if not found and self.lossy and begin < len(text):
                    at = begin
                    continue
                if not found:
                    if len(text) - at > 20:
                        raise AssertionError(f"no sequence that the command may send: {text[at:at + 20]!r}")
                    self._rest = text[at:]
                    return
                self._control(*found.groups())
                at = found.end()
            else:
                self._put(text[at])
                at += 1

    def shown(self):
        return [line.rstrip() for line in self.lines]

    def all(self):
        return self.scrolled + self.shown()

    def _control(self, private, numbers, kind):
        match (private, kind, numbers):
            case (None, "A", _):
                self.row = max(0, self.row - int(numbers or 1))
            case (None, "K", ""):
                self.lines[self.row] = self.lines[self.row][:self.column]
            case (None, "J", ""):
                self.lines[self.row] = self.lines[self.row][:self.column]
                del self.lines[self.row + 1:]
            case (None, "m", _):
                self.colours.update(number for number in numbers.split(";") if number not in ("", "0"))
            case ("?", "h" | "l", "25"):
                self.cursor = kind == "h"
            case ("?", "h" | "l", "2026"):
                if kind == "l":
                    self.frames.append(self.shown())
                self.updating = kind == "h"
            case _ if not self.lossy:
                raise AssertionError(f"no sequence that the command may send: ESC [{private or ''}{numbers}{kind}")

    def _put(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self._down()
        elif character < " ":
            raise AssertionError(f"no character that the command may send: {character!r}")
        else:
            if self.column == self.columns:
                (self.torn if self.updating else self.wrapped).append(self.lines[self.row])
                self.column = 0
                self._down()
            line = self.lines[self.row].ljust(self.column)
            self.lines[self.row] = line[:self.column] + character + line[self.column + 1:]
            self.column += 1

    def _down(self):
        self.row += 1
        if self.row == len(self.lines):
            self.lines.append("")
        if len(self.lines) > self.rows:
            self.scrolled.append(self.lines.pop(0).rstrip())
            self.row -= 1
