"""Nothing changed: nothing is touched. One report changed: which files are new, each for a reason, and the tree of a clean build."""
import collections
import os
import re
import shutil

import inputs
from bench import differences, tree

# Why a file may change with one report's title, the first that fits; {id} is its published id.
REASONS = {
    "its page": r"contoh/laporan/../{id}/.*",
    "lists that show its title": r"(en/)?contoh/(laporan|tindak-lanjut|kategori|program|tempat|kanal|instansi)/.*index\.html",
    "overview": r"(en/)?contoh/index\.html",
    "search": r"contoh/indeks/.*|(en/)?contoh/cari/index\.html",
    "downloads": r"(en/)?contoh/data/.*",
    "feeds": r"(.*/)?umpan\.atom",
    "sitemap": r"sitemap.*\.xml|robots\.txt",
    "corrections, which tell every release": r"(en/)?contoh/koreksi/index\.html",
    "the release's own record": r"release\.json",
}


def stamps(folder):
    """Inode, length and times of everything in a folder, itself too."""
    found = {}
    for above, folders, files in os.walk(folder):
        for path in [above] + [os.path.join(above, name) for name in files]:
            now = os.lstat(path)
            found[os.path.relpath(path, folder)] = (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
    return found


def run(bench):
    old, trees = bench.pair()
    site = bench.site("site")
    bench.ended(site.build("old"), "a build")
    before, beside, state = stamps(site.target), os.stat(site.parent), tree(site.state)
    ran = site.build("old")
    bench.ended(ran, "the same build again")
    after = stamps(site.target)
    touched = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    bench.expect(not touched, f"nothing changed, and {len(touched)} files or folders are touched: {', '.join(touched[:4])}")
    bench.expect(os.stat(site.parent).st_mtime_ns == beside.st_mtime_ns, "nothing changed, and the folder above the target is written")
    bench.expect(ran.told["written"] == 0 and ran.told["removed"] == 0, f"nothing changed, and it says: {ran.out}")
    remembers = sorted(name for name, digest in tree(site.state).items() if state.get(name) != digest)
    bench.say(f"nothing changed: {len(before)} files and folders, none touched, nothing beside them; "
              f"other bytes in the state: {', '.join(remembers) or 'none'}")

    # One word more in one title.
    source = bench.work / "retitled"
    shutil.copytree(bench.sources["old"], source)
    head, *reports = inputs.read(source / "reports.csv")
    report = inputs.shown(bench.data, head, reports)[0][0]
    inputs.write(source / "reports.csv", [head] + inputs.retitled(head, reports, report))
    config = site.config("old", source=source)
    published = bench.run([str(bench.program), "id", "--config", str(config), report]).out.split()[1]
    clean = bench.site("clean")
    shutil.copytree(site.state, clean.state)
    inodes = {path: stamp[0] for path, stamp in stamps(site.target).items() if (site.target / path).is_file()}
    ran = site.build("old", source=source)
    bench.ended(ran, "a build with one report changed")
    new = {path: stamp[0] for path, stamp in stamps(site.target).items() if (site.target / path).is_file()}
    bench.ended(clean.build("old", source=source), "a clean build of it")
    found, expected = tree(site.target), tree(clean.target)
    bench.expect(found == expected, f"the build over the old one differs from a clean one: {differences(found, expected)}")
    reasons = collections.Counter()
    for path in sorted(path for path in new if inodes.get(path) != new[path]):
        why = next((why for why, form in REASONS.items() if re.fullmatch(form.replace("{id}", published), path)), None)
        if bench.expect(why, f"{path} is written anew, and nothing says why"):
            reasons[why] += 1
    same = [path for path in new if path in trees["old"] and inodes.get(path) not in (None, new[path]) and found[path] == trees["old"][path]]
    bench.expect(not same, f"{len(same)} files are written anew with the bytes that they had: {', '.join(same[:4])}")
    gone = sorted(path for path in inodes if path not in new)
    told = ", ".join(f"{why} {count}" for why, count in reasons.most_common())
    bench.say(f"one title changed: {sum(reasons.values())} of {len(new)} files are new ({told}); {len(gone)} are gone; equal to a clean build")
