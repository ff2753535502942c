"""Two builds at once: one wins, the other says who holds the lock, and the live folder is one release from its first byte to its last."""
import collections
import random
import subprocess

from bench import Ran


def start(command):
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(process):
    out, err = process.communicate()
    return Ran(process.returncode, out, err, 0)


def run(bench):
    old, _ = bench.pair()
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
                    told = each.code == 3 and "another build holds" in each.message and "/lock" in each.message
                    bench.expect(told, f"{what}, one of them without naming the lock: {each.message}")
                    messages["the lock" if told else "else"] += 1
            after = two.build("third")
            bench.ended(after, f"the run after {what}")
            bench.is_whole(two, [two.state], f"the run after {what}")
            left = two.leftovers()
            bench.expect(not left, f"the run after {what} leaves {', '.join(left)}")
        counts = ", ".join(f"{codes} {count}" for codes, count in sorted(ends.items()))
        bench.say(f"{times} times two builds of {name}, exit codes {counts}; refused for the lock: {messages['the lock']}")
