"""Two machines' worth of differences: the same contents under the same names; modes are told apart, since a umask is there to change them."""
import os
import random
import shutil
import stat
import tempfile
from pathlib import Path

from bench import differences, tree


def modes(folder):
    found = set()
    for above, folders, files in os.walk(folder):
        found |= {("folder", stat.S_IMODE(os.stat(above).st_mode))}
        found |= {("file", stat.S_IMODE(os.stat(os.path.join(above, name)).st_mode)) for name in files}
    return ", ".join(f"{kind} {mode:04o}" for kind, mode in sorted(found))


def copied(source, folder, names):
    """A copy whose files are made in this order, so that the file system lists them in another."""
    folder.mkdir(parents=True)
    for name in names:
        shutil.copyfile(source / name, folder / name)
    return folder


def run(bench):
    base = bench.site("base")
    bench.ended(base.build("old"), "a build")
    expected, source = tree(base.target), bench.sources["old"]
    names = sorted(path.name for path in source.iterdir())
    environment = dict(os.environ)
    shuffled = list(names)
    random.Random(7).shuffle(shuffled)

    def with_env(**more):
        return {"env": {**environment, **more}}

    def umask(mask):
        return {"preexec": lambda: os.umask(mask)}

    cases = {
        "HOME and USER": with_env(HOME="/nonexistent", USER="orang", LOGNAME="orang"),
        "no environment": {"env": {}},
        "LC_ALL=tr_TR.UTF-8": with_env(LANG="tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8"),
        "LC_ALL=C": with_env(LC_ALL="C"),
        "LC_ALL=id_ID.UTF-8": with_env(LANG="id_ID.UTF-8", LC_ALL="id_ID.UTF-8"),
        "TZ=Asia/Jayapura": with_env(TZ="Asia/Jayapura"),
        "TZ=America/New_York": with_env(TZ="America/New_York"),
        "TZ=Pacific/Kiritimati": with_env(TZ="Pacific/Kiritimati"),
        "SOURCE_DATE_EPOCH": with_env(SOURCE_DATE_EPOCH="86400"),
        "umask 0022": umask(0o022),
        "umask 0077": umask(0o077),
        "umask 0002": umask(0o002),
        "working folder /": {"cwd": "/"},
        "1 thread": {"more": ["--threads", "1"]},
        "2 threads": {"more": ["--threads", "2"]},
        "8 threads": {"more": ["--threads", "8"]},
        "files in reverse order": {"source": copied(source, bench.work / "reverse", names[::-1])},
        "files in a third order, a long path": {"source": copied(source, bench.work / "jalan yang panjang/é" / ("x" * 100), shuffled)},
    }
    if not bench.full:
        short = ("no environment", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Jayapura", "umask 0077", "8 threads", "files in a third order, a long path")
        cases = {name: cases[name] for name in short}
    kept = []
    for disk in ("/dev/shm", tempfile.gettempdir(), str(Path.home())):
        if os.access(disk, os.W_OK) and os.stat(disk).st_dev != bench.work.stat().st_dev:
            kept.append(tempfile.TemporaryDirectory(prefix="publishing-", dir=disk))
            cases["all on another file system"] = {"source": copied(source, Path(kept[-1].name) / "source", names), "home": Path(kept[-1].name) / "site"}
            break
    else:
        bench.skip("another file system: none found")
    if not os.path.exists("/usr/lib/locale/tr_TR.utf8") and not os.path.exists("/usr/lib/locale/locale-archive"):
        bench.say("no locale is installed here but C, so that the locales are only names in the environment")
    seen, same = {}, 0
    try:
        for number, (name, case) in enumerate(cases.items()):
            case = dict(case)
            site = bench.site(case.pop("home", f"case-{number}"))
            if bench.ended(site.build("old", *case.pop("more", ()), **case), name):
                found = tree(site.target)
                same += bench.expect(found == expected, f"{name}: other bytes, {differences(found, expected)}")
                seen.setdefault(modes(site.target), []).append(name)
            shutil.rmtree(site.home)
        # The same by a second build over the first, under other circumstances.
        ran = base.build("old", "--threads", "1", env={"TZ": "Asia/Jayapura", "LC_ALL": "tr_TR.UTF-8"}, cwd="/")
        bench.ended(ran, "a second build")
        bench.expect(ran.told["written"] == 0, f"a second build under other circumstances writes {ran.told['written']} files")
    finally:
        for folder in kept:
            folder.cleanup()
    told = "; ".join(f"{mode} with {', '.join(names) if len(names) < 4 else f'{len(names)} others'}" for mode, names in seen.items())
    bench.say(f"{same} of {len(cases)} circumstances give the same {len(expected)} files; modes: {told}")
