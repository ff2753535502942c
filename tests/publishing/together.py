"""Two builds at once: one wins, the other says who holds the lock, and the live folder is one release from its first byte to its last."""
import collections
import random
import shutil
import subprocess

from bench import Ran

# How a build ends that finds a lock held: what it was asked for cannot be done now.
LOCKED = 2


def start(command):
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(process):
    out, err = process.communicate()
    return Ran(process.returncode, out, err, 0)


def overtaken(bench, old):
    """The one order of two builds with states of their own that chance may miss: one waits before its first link while the other publishes."""
    if not shutil.which("strace"):
        bench.skip("a build that another one overtakes: no strace")
        return
    one = bench.site("slow")
    one.restore(old)
    two = bench.site("quick", target=one.target)
    two.restore(old)
    wait = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=linkat", "-e", "inject=linkat:delay_enter=2000000:when=1"]
    slow = start([*wait, *one.command("new", "--threads", "1")])
    for line in slow.stderr:
        if "links checked" in line:
            break
    quick = two.build("third")
    ran = end(slow)
    bench.say(f"a build that another one overtakes ends with {ran.code}, the other with {quick.code}")
    if bench.is_whole(one, [one.state, two.state], "a build that another one overtakes"):
        bench.expect(LOCKED in (ran.code, quick.code), "a build that another one overtakes: both published")
    after = two.build("third")
    bench.ended(after, "the run after one that was overtaken")


def run(bench):
    old, _ = bench.pair()
    overtaken(bench, old)
    times = 20 if bench.full else 3
    chance = random.Random(20)
    for name, shares in (("the same state", True), ("two states", False)):
        ends, messages = collections.Counter(), collections.Counter()
        for i in range(times):
            one = bench.site("one")
            one.restore(old)
            two = bench.site("two", target=one.target, state=one.state if shares else None)
            if not shares:
                two.restore(old)
            # Both over the whole of a build, now one a little ahead and now the other.
            first = start(one.command("new"))
            try:
                first.wait(chance.uniform(0, 0.5))
            except subprocess.TimeoutExpired:
                pass
            second = start(two.command("third"))
            ran = [end(first), end(second)]
            codes = tuple(each.code for each in ran)
            ends[codes] += 1
            what = f"{name}, builds that end with {codes}"
            bench.expect(0 in codes, f"{what}: {[each.message for each in ran]}")
            bench.is_whole(one, {one.state, two.state}, what)
            for each in ran:
                if each.code:
                    told = "another build holds" in each.message
                    bench.expect(told, f"{what}, one of them without naming the lock: {each.message}")
                    bench.expect(each.code == LOCKED, f"a build that finds the lock held ends with {each.code}, expected {LOCKED}")
                    messages["the lock" if told else "else"] += 1
            after = two.build("third")
            bench.ended(after, f"the run after {what}")
            bench.is_whole(two, [two.state], f"the run after {what}")
            left = two.leftovers()
            bench.expect(not left, f"the run after {what} leaves {', '.join(left)}")
        counts = ", ".join(f"{codes} {count}" for codes, count in sorted(ends.items()))
        bench.say(f"{times} times two builds of {name}, exit codes {counts}; refused for the lock: {messages['the lock']}")
