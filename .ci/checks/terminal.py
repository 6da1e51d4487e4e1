"""What a person sees at a terminal, and what a program reads that has none: rehearsals, and rollouts of a served account."""

import json
import os
import re
import signal
import subprocess
import sys

from checks.session import ROLLOUT, Failed, Session, environment, piped

GROUP = ("--group", "confluent-tools")
REHEARSAL = ("rehearse", "--servers", "4", "--seed", "7", "--speed", "150")
NEWS = re.compile(r"new (\d+)/(\d+)  healthy (\d+)  floor (\d+)")


def right(what, found, wanted):
    if found != wanted:
        raise Failed(f"{what}: found {found!r}; right is {wanted!r}")


def holds(what, condition, found):
    if not condition:
        raise Failed(f"{what}; found:\n{found}")


def passed(what):
    print(f"terminal: {what}", flush=True)


def tidy(session):
    """Whatever happened, the picture was never wider or higher than the terminal, and the cursor is back."""
    screen = session.screen
    right(f"{session}: lines of pictures that are too wide", screen.torn, [])
    for frame in screen.frames:
        holds(f"{session}: a picture is too high", len(frame) <= screen.rows, "\n".join(frame))
    right(f"{session}: the cursor is shown at the end", screen.cursor, True)
    right(f"{session}: a picture was left half drawn", screen.updating, False)


def figures(session, least=5):
    """New, of all, healthy and floor, of each picture; how many of them there are depends on the machine."""
    found = [tuple(map(int, match.groups())) for frame in session.screen.frames for line in frame if (match := NEWS.search(line))]
    holds(f"{session}: there are pictures", len(found) >= least, session.screen.all())
    return found


def a_rehearsal_is_a_picture_that_changes_until_its_report_takes_its_place():
    session = Session(*REHEARSAL, columns=100, rows=30)
    right(f"{session}: exit status", session.end(), 0)
    tidy(session)
    seen = figures(session)
    new = [each[0] for each in seen]
    holds(f"{session}: the bar only grows, from 0 to 4", new == sorted(new) and new[0] == 0 and new[-1] == 4, new)
    right(f"{session}: the lowest health shown, and the floor", (min(each[2] for each in seen), {each[3] for each in seen}), (3, {3}))
    shown = session.screen.all()
    right(f"{session}: batches that are told above the picture", sum(" replaces server " in line for line in shown), 4)
    holds(f"{session}: the picture is gone at the end", not any(NEWS.search(line) for line in shown), "\n".join(shown))
    holds(f"{session}: the outcome is told last", any(line.startswith("SUCCEEDED after") for line in shown[-4:]), shown[-5:])
    holds(f"{session}: new is cyan, busy is yellow, healthy is green", {"36", "33", "32"} <= session.screen.colours, session.screen.colours)
    passed("a rehearsal is a picture that changes until its report takes its place")


def without_colour_it_is_the_same_picture():
    session = Session(*REHEARSAL, env=environment(NO_COLOR="1"))
    right(f"{session}: exit status", session.end(), 0)
    tidy(session)
    right(f"{session}, NO_COLOR=1: colours", session.screen.colours, set())
    right(f"{session}, NO_COLOR=1: the last picture", figures(session)[-1][:2], (4, 4))
    passed("NO_COLOR takes the colour away and nothing else")


def where_nothing_can_be_redrawn_there_are_lines():
    session = Session(*REHEARSAL[:-1], "max", env=environment(TERM="dumb"))
    right(f"{session}, TERM=dumb: exit status", session.end(), 0)
    holds(f"{session}, TERM=dumb: no control sequence", b"\x1b" not in session.bytes, session.bytes)
    code, out, err = piped(*REHEARSAL[:-1], "max")
    right("a rehearsal through a pipe: exit status and complaints", (code, err), (0, ""))
    holds("a rehearsal through a pipe: no control sequence", "\x1b" not in out and "\r" not in out, out)
    holds("a rehearsal through a pipe: the outcome", "\nSUCCEEDED after" in out, out)
    passed("on a dumb terminal and through a pipe there are lines, without a control sequence")


def small_terminals_show_what_matters():
    for columns, rows in ((80, 24), (40, 24), (40, 10)):
        session = Session(*REHEARSAL, columns=columns, rows=rows)
        right(f"{session}: exit status", session.end(), 0)
        tidy(session)
        right(f"{session}: the last picture", figures(session)[-1][:2], (4, 4))
        middle = "\n".join(session.screen.frames[len(session.screen.frames) // 2])
        holds(f"{session}: states and health can be read", "InService" in middle and "health" in middle, middle)
        if columns == 80:
            right(f"{session}: lines that the terminal had to break", session.screen.wrapped, [])
        passed(f"{columns} columns and {rows} rows are enough for a rehearsal")


def ctrl_c_leaves_the_last_picture_and_the_cursor():
    session = Session(*REHEARSAL[:-1], "20")
    session.until(r"batch 1 ")
    session.interrupt()
    right(f"{session}, Ctrl-C: exit status", session.end(), 130)
    tidy(session)
    holds(f"{session}, Ctrl-C: the picture stays", any(NEWS.search(line) for line in session.screen.shown()), session.screen.shown())
    passed("Ctrl-C leaves the last picture of a rehearsal, and gives the cursor back")


def ctrl_c_amid_a_picture_leaves_a_terminal_in_order():
    """Some of what was sent is lost, and ends somewhere in a picture, whose end the process has sent and does not send again."""
    session = Session(*REHEARSAL[:-1], "20")
    session.until(r"batch 1 ")
    session.interrupt_unread()
    right(f"{session}, Ctrl-C amid a picture: exit status", session.end(), 130)
    right(f"{session}, Ctrl-C amid a picture: the cursor is shown at the end", session.screen.cursor, True)
    right(f"{session}, Ctrl-C amid a picture: the terminal still waits for its end", session.screen.updating, False)
    last = session.bytes.rpartition(b"\x1b[?2026l")[2]
    holds(f"{session}, Ctrl-C amid a picture: no colour is left on", b"\x1b[0m" in last, last)
    passed("Ctrl-C amid a picture leaves a terminal in order")


def a_sweep_that_is_interrupted_reports_what_it_has():
    session = Session("rehearse", "--seeds", "100000", columns=80)
    session.until(r"\d+/100,000|\d+ of 100,000")
    session.interrupt()
    right(f"{session}, Ctrl-C: exit status", session.end(), 130)
    tidy(session)
    said = "".join(session.screen.all())  # The terminal breaks the line.
    holds(f"{session}, Ctrl-C: it says how far it came", re.search(r"in \d+ runs?; stopped before the end of seeds 1 to 100000", said), said)
    passed("a sweep that is interrupted reports what it has")


class Served:
    """A simulated account at an address of this machine."""

    def __init__(self, *options):
        self.process = subprocess.Popen(
            [ROLLOUT, "serve", "--port", "0", "--json", "--seed", "5", *options], stdout=subprocess.PIPE, text=True, env=environment())
        self.facts = json.loads(self.process.stdout.readline())

    def environment(self, **more):
        return environment(**self.facts["environment"], **more)

    def piped(self, *words, **more):
        return piped(*words, *GROUP, env=self.environment(**more))

    def watch(self, *options, **more):
        size = {name: more.pop(name) for name in ("columns", "rows") if name in more}
        return Session("watch", *GROUP, "--interval", "1", *options, env=self.environment(**more), **size)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        if failure[0] is not None:
            self.process.kill()
        else:
            self.process.send_signal(signal.SIGINT)
            right("serve, Ctrl-C: exit status", self.process.wait(30), 130)


def whoever_watches_sees_every_server_and_may_leave(account):
    code, out, err = account.piped("start", "--json", "--checkpoint", "canary")
    right("start: exit status and complaints", (code, err), (0, ""))
    execution = json.loads(out)["execution"]
    for columns, heading in ((100, "server  address"), (80, "server  address"), (40, "#       state")):
        session = account.watch(columns=columns, rows=24)
        picture = session.picture(r"asks a person")
        session.interrupt()
        right(f"{session}, Ctrl-C: exit status", session.end(), 130)
        tidy(session)
        for wanted in (heading, r"new 1/3  healthy 3  floor 2", r"asks a person: checkpoint: the canary"):
            holds(f"{session}: shows {wanted!r}", re.search(wanted, picture), picture)
        holds(f"{session}: tells no end while a person is waited for", "ends at about" not in picture, picture)
        right(f"{session}: servers shown", len(re.findall(r"InService", picture)), 3)
        holds(f"{session}: time passes as in the account", re.search(r"^ \d+:\d\d:\d\d  batch", picture, re.M), picture)
        right(f"{session}: lines that the terminal had to break", session.screen.wrapped, [])
        holds(f"{session}: colours", {"32", "36"} <= session.screen.colours, session.screen.colours)
        said = " ".join(session.screen.all())
        said = re.sub(r"\s+", " ", said)
        holds(f"{session}, Ctrl-C: it says that the rollout goes on, and how to go on with it",
              "The rollout goes on. Look at it again with `./rollout watch --group confluent-tools`, stop it with"
              " `./rollout cancel --group confluent-tools`." in said, said)
        code, out, _ = account.piped("status", "--json")
        status = json.loads(out)
        right(f"{session}, Ctrl-C: the rollout runs", (code, status["running"], status["execution"]), (0, True, execution))
        passed(f"{columns} columns: every server, the question, the end; Ctrl-C leaves the rollout running and says so")
    session = account.watch(NO_COLOR="1")
    session.until(r"asks a person")
    session.interrupt()
    right(f"{session}, NO_COLOR=1: exit status", session.end(), 130)
    right(f"{session}, NO_COLOR=1: colours", session.screen.colours, set())
    passed("NO_COLOR takes the colour away from what is watched, too")


def it_is_followed_to_its_end(account):
    session = account.watch(columns=80)
    session.until(r"asks a person")
    code, out, _ = account.piped("approve", "--json")
    right("approve: exit status, done", (code, json.loads(out)["done"]), (0, True))
    right(f"{session}: exit status", session.end(), 0)
    tidy(session)
    holds(f"{session}: the outcome is shown in the picture's place", any(line == "SUCCEEDED" for line in session.screen.shown()), session.screen.all())
    new = [each[0] for each in figures(session, 2)]
    holds(f"{session}: servers become new one after the other", new == sorted(new) and new[0] == 1 and new[-1] > 1, new)
    code, out, err = account.piped("watch")
    right("watch, when nothing runs: exit status and complaints", (code, err), (1, ""))
    passed("a rollout is followed to its end; when none runs, watch says so and fails")


def through_a_pipe_it_is_lines(account):
    code, out, err = account.piped("start", "--watch", "--interval", "1", "--replace-all")
    right("start --watch through a pipe: exit status and complaints", (code, err), (0, ""))
    holds("start --watch through a pipe: no control sequence", "\x1b" not in out and "\r" not in out, out)
    holds("start --watch through a pipe: news, and the outcome", re.search(r"^\d{4}-\S+Z  .*batch 2: ", out, re.M) and "\nSUCCEEDED\n" in out, out)
    passed("through a pipe news are lines, without a control sequence")


def one_that_is_cancelled_is_told_as_such(account):
    code, _, _ = account.piped("start", "--json", "--replace-all", "--checkpoint", "every-batch")
    right("start: exit status", code, 0)
    session = account.watch()
    session.until(r"asks a person")
    code, out, _ = account.piped("cancel", "--json", "--reason", "enough")
    right("cancel: exit status, done", (code, json.loads(out)["done"]), (0, True))
    right(f"{session}, cancelled: exit status", session.end(), 1)
    tidy(session)
    said = "\n".join(session.screen.all())
    holds(f"{session}, cancelled: it says who and why", "Rollout.Stopped.Operator" in said and "enough" in said, said)
    passed("a rollout that somebody cancels makes watch fail, with who and why")


def main():
    a_rehearsal_is_a_picture_that_changes_until_its_report_takes_its_place()
    without_colour_it_is_the_same_picture()
    where_nothing_can_be_redrawn_there_are_lines()
    small_terminals_show_what_matters()
    ctrl_c_leaves_the_last_picture_and_the_cursor()
    ctrl_c_amid_a_picture_leaves_a_terminal_in_order()
    a_sweep_that_is_interrupted_reports_what_it_has()
    with Served("--servers", "3", "--pace", "30") as account:
        whoever_watches_sees_every_server_and_may_leave(account)
        it_is_followed_to_its_end(account)
        through_a_pipe_it_is_lines(account)
        one_that_is_cancelled_is_told_as_such(account)


if __name__ == "__main__":
    os.environ.pop("ROLLOUT_LAUNCHER", None)
    # Whoever is started in the background ignores Ctrl-C, and so would everything that is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        main()
    except Failed as failure:
        sys.exit(f"terminal: FAILED, {failure}")
    print("terminal: PASSED")
