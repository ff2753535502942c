"""What every experiment stands on: the program, sites to build with it, trees to compare, and a place for what is found."""
import collections
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import inputs

# A tree without its time, its folders' names and its modes: path and SHA-256 of every file.


def tree(folder):
    """Path and SHA-256 of every file below a folder; a link or anything else is named as what it is."""
    found = {}
    for above, folders, files in os.walk(folder):
        for name in files + [name for name in folders if os.path.islink(os.path.join(above, name))]:
            path = os.path.join(above, name)
            if os.path.islink(path) or not os.path.isfile(path):
                found[os.path.relpath(path, folder)] = "no plain file"
                continue
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def differences(found, expected):
    """The first few paths in which two trees differ, for a message."""
    paths = sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))
    return f"{len(paths)} of {len(expected)} files: {', '.join(paths[:4])}"


class Ran:
    """How a run of the program ended."""

    def __init__(self, code, out, err, seconds):
        self.code, self.out, self.err, self.seconds = code, out, err, seconds
        self.lines = [line for line in err.splitlines() if line]

    @property
    def told(self):
        """The last line on standard output."""
        return json.loads(self.out.splitlines()[-1])

    @property
    def message(self):
        """The sentence that says why nothing was published."""
        said = [line for line in self.lines if line.startswith("site-gen")]
        return said[-1] if said else ""


class Site:
    """One place of publication: configurations of the old and the new release, a target, a state."""

    def __init__(self, bench, home, target=None, state=None):
        self.bench, self.home = bench, Path(home)
        self.home.mkdir(parents=True, exist_ok=True)
        self.parent = self.home / "www"
        self.target = Path(target) if target else self.parent / "public"
        self.state = Path(state) if state else self.home / "state"
        self.configs = {}

    def config(self, release, **changes):
        """The file that configures a release of this site."""
        key = (release, tuple(sorted(changes.items())))
        if key not in self.configs:
            file = self.home / f"site-{len(self.configs)}.toml"
            source = changes.pop("source", None) or self.bench.sources[release]
            inputs.configure(self.bench.data, file, source, self.state, **changes)
            self.configs[key] = file
        return self.configs[key]

    def command(self, release, *more, **changes):
        config = self.config(release, **changes)
        return [str(self.bench.program), "build", "--config", str(config), "-o", str(self.target), *more]

    def build(self, release, *more, before=(), preexec=None, env=None, cwd=None, **changes):
        """Builds a release to its end; `before` are words before the command."""
        return self.bench.run([*before, *self.command(release, *more, **changes)], preexec, env, cwd)

    def restore(self, other):
        """Makes target and state copies of those of another site."""
        for mine, its in ((self.target, other.target), (self.state, other.state)):
            if mine.exists():
                shutil.rmtree(mine)
            mine.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(its, mine)

    def leftovers(self):
        """What lies beside the target or in the state and should not, once a build has ended."""
        left = [name for name in os.listdir(self.target.parent) if name.startswith(f".{self.target.name}.")]
        left += [name for name in os.listdir(self.state) if ".next." in name or name.endswith("writing")]
        with open(self.state / "lock", "ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                left.append("the lock is held")
        return left


class Bench:
    """The program under test, the reports it publishes, and what went wrong."""

    def __init__(self, program, data, work, full, reports, source=None):
        self.program, self.data, self.work = Path(program).resolve(), Path(data).resolve(), Path(work)
        self.full, self.source = full, Path(source).resolve() if source else None
        self.sources = inputs.sources(self.data, self.work, reports)
        self.experiment, self.wrong, self.skipped, self.built = "", collections.Counter(), [], None

    def say(self, line):
        print(f"{self.experiment}: {line}", flush=True)

    def fail(self, what):
        """Notes something wrong, once if it is the same again; the run goes on, and ends with 1."""
        what = what.replace(str(self.work), "...")
        self.wrong[f"{self.experiment}: {what}"] += 1
        if self.wrong[f"{self.experiment}: {what}"] == 1:
            self.say(f"WRONG: {what}")

    def skip(self, what):
        """Notes what was not tried, aloud."""
        self.skipped.append(f"{self.experiment}: {what}")
        print(f"{self.experiment}: SKIPPED: {what}", flush=True)

    def expect(self, holds, what):
        if not holds:
            self.fail(what)
        return bool(holds)

    def site(self, name, **places):
        return Site(self, self.work / self.experiment / name, **places)

    def run(self, command, preexec=None, env=None, cwd=None):
        started = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", preexec_fn=preexec, env=env, cwd=cwd)
        return Ran(done.returncode, done.stdout, done.stderr, time.monotonic() - started)

    def pair(self):
        """A site with the old release live, and the trees of both releases, each built without any mishap; built once."""
        if self.built:
            return self.built
        old = Site(self, self.work / "reference/old")
        self.ended(old.build("old"), "a first build")
        trees = {"old": tree(old.target)}
        new = Site(self, self.work / "reference/new")
        new.restore(old)
        self.ended(new.build("new"), "a second build")
        trees["new"] = tree(new.target)
        again = Site(self, self.work / "reference/again")
        again.restore(new)
        self.ended(again.build("old"), "a third build")
        self.again = tree(again.target)
        if trees["old"] == trees["new"]:
            raise SystemExit("the two releases are the same, so that nothing can be told from them")
        self.built = old, trees
        return self.built

    def ended(self, ran, what):
        if not self.expect(ran.code == 0, f"{what} ends with {ran.code}, expected 0: {ran.message or ran.err[-300:]}"):
            return False
        return True

    def is_whole(self, site, states, what):
        """Whether the live folder is what one of these states remembers of its release, file by file."""
        found = tree(site.target)
        release = json.loads((site.target / "release.json").read_text())["release"]
        for state in states:
            manifest = json.loads((Path(state) / "manifest.json").read_text())
            if manifest["release"] == release:
                files = {**manifest["files"], **manifest.get("kept", {})}
                expected = {path: entry["sha256"] for path, entry in files.items()}
                found.pop("release.json")
                return self.expect(found == expected, f"{what}: the live folder mixes releases: {differences(found, expected)}")
        return self.expect(False, f"{what}: no state remembers the live release")

    def is_one_of(self, folder, trees, what):
        """Which of the releases a folder holds, byte for byte; none is something wrong."""
        found = tree(folder)
        for name, expected in trees.items():
            if found == expected:
                return name
        nearest = min(trees, key=lambda name: len(set(found.items()) ^ set(trees[name].items())))
        self.fail(f"{what}: the live folder is no release; of '{nearest}' it differs in {differences(found, trees[nearest])}")
        return None
