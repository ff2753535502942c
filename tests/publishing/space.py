"""No space left, in bytes and in inodes, at whatever moment: the old site stays whole, and the next run with space gives the new one.

A tmpfs holds the target, the state, or both; its size is what stands there and a room, from none to what a build needs. The
room that is just too small is found by halving, so that the space also ends in the last steps.
"""
import collections
import os
import shutil
import subprocess

from bench import Site, tree
from kill import phase_after


class Disk:
    """A file system in memory that can be made as small as what stands on it."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True)
        self.mount("size=64m,nr_inodes=100k")

    def mount(self, options):
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)], capture_output=True, text=True)
        if done.returncode:
            raise PermissionError(done.stderr.strip())

    def leave(self, unit, room):
        """Leaves so many bytes (in pages) or inodes free."""
        now = os.statvfs(self.folder)
        if unit == "bytes":
            used = (now.f_blocks - now.f_bfree) * now.f_frsize
            self.remount(f"size={used + room}")
        else:
            self.remount(f"nr_inodes={now.f_files - now.f_ffree + room}")

    def remount(self, options):
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.folder)], check=True)

    def unmount(self):
        subprocess.run(["umount", str(self.folder)], check=True)


class Shortage:
    def __init__(self, bench, old, trees, where, unit):
        self.bench, self.old, self.trees, self.where, self.unit = bench, old, trees, where, unit
        self.by_phase, self.late = collections.Counter(), 0

    def lacks(self, room):
        """Builds with so much room; whether it failed for it."""
        bench = self.bench
        home = bench.work / bench.experiment / "site"
        shutil.rmtree(home, ignore_errors=True)
        disk = Disk(home / "disk")
        try:
            site = Site(bench, home / "elsewhere", target=disk.folder / "www/public" if "target" in self.where else None,
                        state=disk.folder / "state" if "state" in self.where else None)
            site.restore(self.old)
            disk.leave(self.unit, room)
            ran = site.build("new")
            what = f"{room} {self.unit} free for {self.where}"
            live = bench.is_one_of(site.target, self.trees, what)
            if ran.code == 0:
                bench.expect(live == "new", f"{what}: ends with 0 and the live release is {live}")
            else:
                phase = phase_after(ran.lines)
                self.by_phase[phase] += 1
                bench.expect(ran.code == 3, f"{what}: ends with {ran.code} in {phase}, expected 3: {ran.message or ran.err[-200:]}")
                bench.expect("/" in ran.message and "space" in ran.message.lower(), f"{what}: names no file, or not why: {ran.message}")
                bench.expect(live == "old", f"{what}: ends with {ran.code} in {phase} although the new site is live: {ran.message}")
                left = [name for name in os.listdir(site.target.parent) if name != site.target.name]
                bench.expect(not left, f"{what}: the failed run leaves {', '.join(left)}")
            disk.remount("size=64m,nr_inodes=100k")
            again = site.build("new")
            if bench.ended(again, f"the run with space after {what}"):
                bench.expect(tree(site.target) == self.trees["new"], f"the run with space after {what} gives another tree")
                left = site.leftovers()
                bench.expect(not left, f"the run with space after {what} leaves {', '.join(left)}")
            return ran.code != 0
        finally:
            disk.unmount()

    def run(self, rooms, step):
        """Halves to the least room that is enough, then spreads `rooms` over what is too little."""
        low, high = 0, step
        while self.lacks(high):
            low, high = high, 4 * high
        while step < high - low:
            middle = (low + high) // 2 // step * step
            low, high = (middle, high) if self.lacks(middle) else (low, middle)
        for i in range(rooms):
            self.lacks(low * i // rooms // step * step)
        phases = ", ".join(f"{phase} {count}" for phase, count in self.by_phase.items())
        self.bench.say(f"{self.unit} end on the disk of {self.where}: {sum(self.by_phase.values())} times, by phase: {phases}; "
                       f"{high} are enough")


def run(bench):
    if os.geteuid() != 0:
        bench.skip("small file systems: not root")
        return
    try:
        Disk(bench.work / "trial").unmount()
    except PermissionError as error:
        bench.skip(f"small file systems cannot be mounted: {error}")
        return
    old, trees = bench.pair()
    cases = [("target and state", "bytes"), ("target", "inodes")]
    if bench.full:
        cases += [("state", "bytes"), ("target", "bytes"), ("target and state", "inodes"), ("state", "inodes")]
    for where, unit in cases:
        step = 4096 if unit == "bytes" else 1
        if not bench.full:
            step *= 64
        Shortage(bench, old, trees, where, unit).run(10 if bench.full else 1, step)
