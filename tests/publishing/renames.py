"""A file system that has renames and neither an exchange of two folders nor hard links, as some network file systems.

There is none at hand, so strace answers these calls as such a file system would. The release must be the same; a kill between the
two renames, where there is no site for some microseconds, must be repaired by the next run.
"""
import collections
import re
import shutil
import signal
import subprocess

from bench import tree

BARE = ["-e", "inject=renameat2:error=EINVAL", "-e", "inject=linkat,link:error=EPERM"]


def traced(log, *more):
    return ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=renameat2,rename,linkat,link,fsync", *BARE, *more]


def run(bench):
    if not shutil.which("strace"):
        bench.skip("a file system without exchange and hard links: no strace")
        return
    old, trees = bench.pair()
    site = bench.site("site")
    site.restore(old)
    log = bench.work / "calls"
    ran = site.build("new", "--threads", "1", before=traced(log))
    if not log.exists() or "(INJECTED)" not in log.read_text():
        bench.skip("a file system without exchange and hard links: strace may not trace here")
        return
    calls = log.read_text()
    if bench.ended(ran, "a build without exchange and links"):
        bench.expect(tree(site.target) == trees["new"], "without exchange and links the new site is another")
        left = site.leftovers()
        bench.expect(not left, f"without exchange and links a build leaves {', '.join(left)}")
    copied = len(re.findall(r"link(?:at)?\(.*\(INJECTED\)", calls))

    # Before each rename, the one that brings the new tree in among them; and before each flush.
    renames = len(re.findall(r" rename\(", calls))
    live = collections.Counter()
    kills = [("rename", number) for number in range(1, renames + 1)]
    if not bench.full:
        # The manifest, the old tree away, the new one in, the manifest of record, the report.
        kills = kills[-5:]
    else:
        kills += [("fsync", number) for number in range(1, len(re.findall(r" fsync\(", calls)) + 1)]
    for name, number in kills:
        site.restore(old)
        kill = ["-e", f"inject={name}:signal=SIGKILL:when={number}"]
        done = site.build("new", "--threads", "1", before=traced("/dev/null", *kill))
        if done.code not in (-signal.SIGKILL, 128 + signal.SIGKILL):
            continue
        what = f"killed before {name} {number}, without exchange"
        live["none" if not site.target.exists() else str(bench.is_one_of(site.target, trees, what))] += 1
        again = site.build("new", before=traced("/dev/null") if bench.full else ())
        if bench.ended(again, f"the run after it was {what}"):
            bench.expect(tree(site.target) == trees["new"], f"{what}: the next run gives another tree")
            left = site.leftovers()
            bench.expect(not left, f"{what}: the next run leaves {', '.join(left)}")
    struck = sum(live.values())
    bench.expect(len(kills) <= 2 * struck, f"only {struck} of {len(kills)} kills struck")
    told = ", ".join(f"{name} {count}" for name, count in sorted(live.items()))
    bench.expect(live["none"] <= 1, f"without exchange there is no site at {live['none']} moments, expected at most the one between two renames")
    bench.say(f"published by two renames, {copied} files copied; {struck} kills before a rename{' or flush' if bench.full else ''}, live after it: {told}")
