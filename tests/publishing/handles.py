"""Too few file handles: a clear sentence and the old site, up to the number with which a build works."""
import resource

from bench import tree


def run(bench):
    old, trees = bench.pair()
    site = bench.site("site")
    site.restore(old)
    numbers = range(3, 129) if bench.full else [4, 8, 12, 16, 24, 32, 64, 128]
    refused, messages = [], set()
    for number in numbers:
        ran = site.build("new", preexec=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (number, number)))
        live = bench.is_one_of(site.target, trees, f"{number} handles")
        if ran.code == 0:
            bench.expect(live == "new", f"{number} handles: ends with 0 and the live release is {live}")
            break
        refused.append(number)
        # With fewer than some ten, the program cannot even be loaded, and the system says so.
        loads = "error while loading shared libraries" not in ran.err
        bench.expect(live == "old", f"{number} handles: ends with {ran.code} although the new site is live")
        bench.expect(not loads or (ran.code == 3 and ran.message), f"{number} handles: ends with {ran.code}, expected 3 and a sentence: {ran.err[-300:]}")
        messages.add(ran.message.replace(str(site.home), ""))
    else:
        bench.fail(f"no build works with {numbers[-1]} handles")
    ran = site.build("new")
    bench.ended(ran, "the run with handles")
    bench.expect(tree(site.target) == trees["new"], "the run with handles gives another tree")
    left = site.leftovers()
    bench.expect(not left, f"the run with handles leaves {', '.join(left)}")
    said = "; ".join(sorted(messages)[:3])
    bench.say(f"refused with {len(refused)} numbers of handles, {refused[0] if refused else '-'} to {refused[-1] if refused else '-'}; "
              f"works with {number}; said for example: {said}")
