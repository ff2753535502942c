"""SIGKILL at moments spread over a whole build: the live folder is the old or the new release, and the next run ends well.

Three kinds of moments: evenly over the time of a build; aimed at each phase, by the lines that the program writes when one
ends; and, where strace is at hand, just before the n-th system call of each kind that writes, links, flushes or renames after
the gate, which hits moments that are shorter than any clock. After each: live tree, `release.json`, then a run to its end,
its tree, and what it leaves beside it.
"""
import collections
import os
import re
import shutil
import signal
import subprocess
import time

from bench import Site, tree

# What a line says that ends a phase, and what the program does after it.
AFTER = {
    "read ": "judge", "reports judged": "plan", "cells declared": "render", "pages rendered": "check", "links checked": "stage",
    "new tree complete": "sync", "on the disk": "swap", "swapped in": "clean", "old tree removed": "end",
}
CALLS = "fsync,fdatasync,syncfs,rename,renameat,renameat2,flock,link,linkat,unlink,unlinkat,mkdir,rmdir"

STRETCHED = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=syncfs", "-e", "inject=syncfs:delay_enter=200000"]
HELD = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=write", "-e", "inject=write:delay_exit=50000"]


def phase_after(lines):
    """The phase that a build is in after these lines."""
    names = [name for line in lines for told, name in AFTER.items() if told in line]
    return names[-1] if names else "read"


def paced(command):
    """Runs a build and tells when each phase began and ended, in seconds from the start."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0)
    began, lines = {"read": 0.0}, []
    for line in process.stderr:
        lines.append(line.decode())
        began[phase_after(lines)] = time.monotonic() - started
    process.wait()
    moments = list(began.values()) + [time.monotonic() - started]
    return {name: moments[i + 1] - moments[i] for i, name in enumerate(began)}, moments[-1]


def killed(command, phase, delay):
    """Starts a build and kills it `delay` seconds after a phase began; gives the phase that it died in, or None if it had ended."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0, start_new_session=True)
    lines, rest = [], b""
    while phase != phase_after(lines):
        piece = os.read(process.stderr.fileno(), 4096)
        if not piece:
            break
        *whole, rest = (rest + piece).split(b"\n")
        lines += [line.decode() for line in whole]
        # A phase that is over before its line could be read is hit as soon as may be.
        if phase in [name for line in lines for told, name in AFTER.items() if told in line]:
            break
    if delay:
        time.sleep(delay)
    # The whole group, since strace may stand between; all are dead when nobody can write any more.
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    rest += process.stderr.read()
    died = process.wait()
    lines += [line.decode() for line in rest.split(b"\n")]
    return phase_after(lines) if died == -signal.SIGKILL else None


class Kills:
    """Kills, what each left, and how many there were in each phase."""

    def __init__(self, bench, old, trees):
        self.bench, self.old, self.trees = bench, old, trees
        self.site = bench.site("site")
        self.by_phase, self.live = collections.Counter(), collections.Counter()
        self.first = False
        self.ahead = collections.Counter()

    def prepare(self):
        if self.first:
            for folder in (self.site.parent, self.site.state):
                shutil.rmtree(folder, ignore_errors=True)
        else:
            for name in os.listdir(self.site.parent) if self.site.parent.exists() else []:
                shutil.rmtree(self.site.parent / name)
            self.site.restore(self.old)

    def release(self):
        return "old" if self.first else "new"

    def judge(self, phase, what):
        """Looks at what a kill left, and at what the next run makes of it."""
        bench, site, wanted = self.bench, self.site, self.trees[self.release()]
        self.by_phase[phase] += 1
        if self.first and not site.target.exists():
            self.live["none"] += 1
        else:
            kinds = {"old": self.trees["old"]} if self.first else self.trees
            self.live[str(bench.is_one_of(site.target, kinds, f"killed {what} in {phase}"))] += 1
        self.rebuilt(phase, what)
        ran = site.build(self.release())
        if not bench.ended(ran, f"the run after a kill {what} in {phase}"):
            return
        bench.expect(tree(site.target) == wanted, f"after a kill {what} in {phase} the next run gives another tree than without it")
        left = site.leftovers()
        bench.expect(not left, f"after a kill {what} in {phase} the next run leaves {', '.join(left)}")

    def rebuilt(self, phase, what):
        """Where a release is remembered that never was live: the old reports once more, in a copy.

        They give the old site, or the one that they would give had the new one been live for a moment: what would have been told
        counts as told (`site-gen/src/memory.rs`). Where half of it is remembered the choice of tables may be a third one; then no
        attacker may find a hidden count with all that any release told.
        """
        memory = "contoh.releases.ndjson"
        mine, known = self.site.state / memory, self.old.state / memory
        if self.first or 3 <= sum(self.ahead.values()) or not mine.exists() or mine.read_bytes() == known.read_bytes():
            return
        if tree(self.site.target) != self.trees["old"]:
            return
        copy = Site(self.bench, self.site.home / "copy")
        copy.restore(self.site)
        if self.bench.ended(copy.build("old"), f"the old reports after a kill {what} in {phase}"):
            kinds = {"as before": self.trees["old"], "as after the new one": self.bench.again}
            found = [name for name, known in kinds.items() if tree(copy.target) == known]
            if not found:
                # Died between two files of the memory: the counts are remembered, the choice of tables is that of before.
                ran = self.bench.run([str(self.bench.program), "check", str(copy.target), "--state", str(copy.state)])
                what = f"killed {what} in {phase}, before the swap, and the old reports built again"
                self.bench.expect(ran.code == 0, f"{what}: a site of another choice of tables, and check ends with {ran.code}")
            self.ahead[found[0] if found else "of another choice of tables, in which no count can be worked out"] += 1
        shutil.rmtree(copy.home)

    def at(self, phase, delay, what, before=()):
        self.prepare()
        hit = killed([*before, *self.site.command(self.release())], phase, delay)
        if hit is not None:
            self.judge(hit, what)
        return hit


def calls_after_the_gate(site, release, log, calls):
    """By name, which calls of each kind come after the gate: the numbers of a thread's own."""
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={calls},write", *site.command(release, "--threads", "1")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return {}
    counts, after, is_after = collections.Counter(), collections.defaultdict(set), False
    for line in log.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+)\s+(\w+)\((.*)", line)
        if not match:
            continue
        thread, name, rest = match.groups()
        is_after |= name == "write" and rest.startswith("2, ") and "links checked" in rest
        if name != "write":
            counts[thread, name] += 1
            if is_after:
                after[name].add(counts[thread, name])
    return {name: sorted(numbers) for name, numbers in sorted(after.items())}


def spread(numbers, most):
    """At most so many of a list, evenly, with the first and the last."""
    if len(numbers) <= most or most < 2:
        return numbers[:most]
    return sorted({numbers[round(i * (len(numbers) - 1) / (most - 1))] for i in range(most)})


def by_calls(bench, kills, most):
    """Kills just before system calls."""
    if not shutil.which("strace"):
        bench.skip("kills before single system calls: no strace")
        return
    kills.prepare()
    listed = calls_after_the_gate(kills.site, kills.release(), bench.work / "calls", CALLS if bench.full else "syncfs,rename,renameat2")
    if not listed:
        bench.skip("kills before single system calls: strace may not trace here")
        return
    tries = hits = 0
    for name, numbers in listed.items():
        for number in spread(numbers, most):
            tries += 1
            kills.prepare()
            command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={name}",
                       "-e", f"inject={name}:signal=SIGKILL:when={number}", *kills.site.command(kills.release(), "--threads", "1")]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode not in (-signal.SIGKILL, 128 + signal.SIGKILL):
                continue
            hits += 1
            kills.judge(phase_after(done.stderr.splitlines()), f"before {name} {number}")
    told = ", ".join(f"{name} {len(numbers)}" for name, numbers in listed.items())
    bench.expect(tries <= 2 * hits, f"only {hits} of {tries} kills before a system call struck")
    bench.say(f"{hits} kills just before a system call after the gate (which makes: {told})")


def by_files(bench, kills):
    """Kills just before the first byte is written into each file of the state, which stands there empty then."""
    if not shutil.which("strace"):
        return
    struck, names = [], ["key-fingerprint", "manifest.writing"]
    if bench.full:
        names += ["contoh.releases.ndjson.writing", "contoh.cells.ndjson.writing", "contoh.releases.ndjson", "manifest.json", "build-report.json", "build-report.json.writing"]
    for name in names:
        kills.prepare()
        # By path, strace sees only the calls on an open file of this name.
        command = ["strace", "-f", "-qq", "-o", "/dev/null", "-P", str(kills.site.state / name), "-e", "trace=write",
                   "-e", "inject=write:signal=SIGKILL:when=1", *kills.site.command(kills.release(), "--threads", "1")]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL):
            struck.append(name)
            kills.judge(phase_after(done.stderr.splitlines()), f"before the first byte of {name}")
    bench.expect(struck, "no kill before the first byte of a file of the state struck")
    bench.say(f"kills before the first byte of a file of the state: {', '.join(struck)}")


def run(bench):
    old, trees = bench.pair()
    for first in (False, True):
        evenly, each, most = (40, 10, 12) if bench.full else (3, 1, 1)
        if first:
            evenly, each, most = (20, 2, 2) if bench.full else (1, 0, 0)
        kills = Kills(bench, old, trees)
        kills.first = first
        kills.prepare()
        spans, whole = paced(kills.site.command(kills.release()))
        for i in range(evenly):
            kills.at("read", whole * i / evenly, f"{i} of {evenly} of the way")
        for phase, length in spans.items():
            before, tries = (), 0
            if phase == "sync" and bench.full and shutil.which("strace"):
                # In memory there is nothing to flush, so the flush is made to last.
                before, length = STRETCHED, 0.2
            if phase == "judge" and bench.full and shutil.which("strace"):
                # It takes a millisecond for so few reports, so the line before it is made to last.
                before, length = HELD, 0.04
            while kills.by_phase[phase] < each and tries < 8 * each:
                # A phase of a few milliseconds is hit at its very beginning or not at all.
                delay = length * (tries % each) / each if 0.02 < length else 0
                kills.at(phase, delay, f"{tries % each} of {each} into {phase}", before)
                tries += 1
        bench.say(f"{sum(kills.by_phase.values())} kills by the clock and by the lines of a build of {whole:.2f} s")
        if most:
            by_calls(bench, kills, most)
            by_files(bench, kills)
        for phase in spans if bench.full else []:
            bench.expect(each <= kills.by_phase[phase], f"only {kills.by_phase[phase]} kills in phase {phase}, expected {each}")
        counts = ", ".join(f"{phase} {kills.by_phase[phase]}" for phase in spans)
        live = ", ".join(f"{name} {count}" for name, count in sorted(kills.live.items()))
        what = "a first build" if first else "a new release over an old one"
        if kills.ahead:
            told = ", ".join(f"{name} {count}" for name, count in sorted(kills.ahead.items()))
            bench.say(f"killed with the new release remembered and not live, the old reports give a site: {told}")
        bench.say(f"{sum(kills.by_phase.values())} kills of {what} of {whole:.2f} s; by phase: {counts}; live after it: {live}")
