"""Draws what a person sees at a terminal: one picture of a rehearsal, as the command sent it, as SVG."""

import re
import sys
from html import escape

from checks.session import Session

COLUMNS, ROWS = 170, 24
WIDTH, HEIGHT, MARGIN = 8.43, 19, 16
BACKGROUND, PLAIN = "#14181f", "#d7dde5"
COLOURS = {"31": "#ff7b72", "32": "#6fd388", "33": "#e6b450", "36": "#5cc8e0"}
_PICTURE = re.compile(r"\x1b\[\?2026h(.*?)\x1b\[\?2026l", re.S)
_STYLE = re.compile(r"\x1b\[([\d;]*)m")
_OTHER = re.compile(r"\x1b\[[\d;]*[AKJ]|\r")


def picture(shown, wanted):
    """The first picture in which a batch is under way as it is wanted."""
    for found in _PICTURE.finditer(shown):
        if all(re.search(each, _STYLE.sub("", found.group(1))) for each in wanted):
            return _OTHER.sub("", found.group(1)).rstrip("\n").split("\n")
    raise SystemExit(f"terminal_picture: no picture has all of {wanted}")


def styled(line):
    """Parts of a line with their numbers of style."""
    parts, numbers, at = [], set(), 0
    for found in _STYLE.finditer(line):
        parts.append((line[at:found.start()], frozenset(numbers)))
        at = found.end()
        for number in found.group(1).split(";"):
            if number in ("", "0"):
                numbers.clear()
            else:
                numbers.add(number)
    return [*parts, (line[at:], frozenset(numbers))]


def drawn(line, y):
    x, texts = MARGIN, []
    for text, numbers in styled(line):
        if text.strip():
            colour = next((COLOURS[each] for each in sorted(numbers) if each in COLOURS), PLAIN)
            more = (' font-weight="bold"' if "1" in numbers else "") + (' opacity="0.6"' if "2" in numbers else "")
            texts.append(
                f'<text x="{x:.1f}" y="{y}" fill="{colour}"{more} textLength="{len(text) * WIDTH:.1f}"'
                f' xml:space="preserve">{escape(text)}</text>')
        x += len(text) * WIDTH
    return "\n".join(texts)


def main(to):
    session = Session("rehearse", "--servers", "6", "--seed", "1", "--speed", "30", columns=COLUMNS, rows=ROWS)
    if session.end() != 0:
        raise SystemExit("terminal_picture: the rehearsal did not succeed")
    lines = picture(session.bytes.decode(), [r"batch 3", r"new 2/6", r"Terminating|Pending", r"draining"])
    while lines and not lines[0].strip():
        del lines[0]
    wide = max(len(_STYLE.sub("", line)) for line in lines) * WIDTH + 2 * MARGIN
    high = len(lines) * HEIGHT + 2 * MARGIN
    with open(to, "w", encoding="utf-8") as file:
        file.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high}" role="img" font-size="14"'
            ' font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace">\n'
            "<title>./rollout rehearse at a terminal</title>\n"
            f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>\n')
        file.writelines(drawn(line, MARGIN + HEIGHT * (number + 1) - 5) + "\n" for number, line in enumerate(lines) if line.strip())
        file.write("</svg>\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
