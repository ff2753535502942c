"""Places that cannot be written, that are elsewhere, or that have odd names: published whole, or refused with a sentence."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench import Site, tree

NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"]


def mount(*words):
    subprocess.run(["mount", *map(str, words)], check=True, capture_output=True)


def unmount(folder):
    subprocess.run(["umount", str(folder)], check=True)


def refused(bench, site, trees, what, before=()):
    """A build that must fail: exit code 3, a sentence with a path, the old site whole, nothing beside it."""
    beside = set(os.listdir(site.target.parent))
    ran = site.build("new", before=before)
    bench.expect(ran.code == 3, f"{what}: ends with {ran.code}, expected 3: {ran.message or ran.err[-200:]}")
    bench.expect("/" in ran.message, f"{what}: names no file: {ran.message}")
    live = bench.is_one_of(site.target, trees, what)
    bench.expect(live == "old", f"{what}: the live release is {live}, expected the old one")
    left = set(os.listdir(site.target.parent)) - beside
    bench.expect(not left, f"{what}: leaves {', '.join(sorted(left))}")
    bench.say(f"{what}: refused: {ran.message.replace(str(bench.work), '...')[:150]}")


def published(bench, site, trees, what, *more):
    """A build that must go well: the new site, nothing beside it."""
    ran = site.build("new", *more)
    if bench.ended(ran, what):
        bench.expect(tree(site.target) == trees["new"], f"{what}: gives another tree: {differences_of(site, trees)}")
        left = site.leftovers()
        bench.expect(not left, f"{what}: leaves {', '.join(left)}")
        bench.say(f"{what}: published")


def differences_of(site, trees):
    found = tree(site.target)
    return ", ".join(sorted(path for path in found.keys() | trees["new"].keys() if found.get(path) != trees["new"].get(path))[:3])


def fresh(bench, old, name, **places):
    site = bench.site(name, **places)
    site.restore(old)
    return site


def read_only(bench, old, trees):
    """Read-only mounts for the parent, the target itself and the state; then the same by modes, as nobody."""
    if os.geteuid() != 0:
        bench.skip("read-only mounts and another user: not root")
        return
    for what in ("parent", "target", "state"):
        site = fresh(bench, old, f"read-only-{what}")
        folder = {"parent": site.parent, "target": site.target, "state": site.state}[what]
        try:
            mount("--bind", folder, folder)
        except subprocess.CalledProcessError as error:
            bench.skip(f"read-only mounts: {error.stderr.decode().strip()}")
            return
        try:
            mount("-o", "remount,bind,ro", folder)
            refused(bench, site, trees, f"read-only {what} (mount)")
        finally:
            unmount(folder)
        published(bench, site, trees, f"{what} writable again")
    if not shutil.which("setpriv"):
        bench.skip("another user: no setpriv")
        return
    for what in ("parent", "target", "state"):
        site = fresh(bench, old, f"nobody-{what}")
        for folder in (site.home, site.parent, site.target, site.state):
            for above, _, files in os.walk(folder):
                for path in [above] + [os.path.join(above, file) for file in files]:
                    os.chown(path, 65534, 65534)
        closed = {"parent": site.parent, "target": site.target, "state": site.state}[what]
        os.chown(closed, 0, 0)
        os.chmod(closed, 0o755)
        refused(bench, site, trees, f"{what} of another user", NOBODY)


def elsewhere(bench, old, trees):
    """The target on another file system than state and data, another release to link from, a link, odd and long names."""
    shared = Path("/dev/shm")
    here, there = bench.work.stat().st_dev, shared.stat().st_dev if shared.is_dir() else None
    other = shared if there not in (None, here) else Path(tempfile.gettempdir())
    if other.stat().st_dev != here:
        with tempfile.TemporaryDirectory(prefix="publishing-", dir=other) as folder:
            site = fresh(bench, old, "other-disk", target=Path(folder) / "www/public")
            published(bench, site, trees, "target on another file system")
        with tempfile.TemporaryDirectory(prefix="publishing-", dir=other) as folder:
            site = fresh(bench, old, "previous")
            site.target = Path(folder) / "www/public"
            if "--previous" in bench.run([str(bench.program), "build", "--help"]).out:
                published(bench, site, trees, "first build there, linked from a release here", "--previous", str(site.parent / "public"))
                bench.expect(tree(site.parent / "public") == trees["old"], "the release that was linked from is not as it was")
            else:
                bench.skip("a release on another file system to link from: the program has no --previous")
    else:
        bench.skip("another file system: none found")

    site = fresh(bench, old, "link")
    (site.parent / "real").mkdir()
    os.rename(site.target, site.parent / "real/public")
    os.symlink("real/public", site.target)
    published(bench, site, trees, "target a symbolic link")
    bench.expect(site.target.is_symlink() and os.readlink(site.target) == "real/public", "the link is not as it was")
    bench.expect(os.listdir(site.parent / "real") == ["public"], f"beside the link's target lie {os.listdir(site.parent / 'real')}")

    site = fresh(bench, old, "dangling")
    shutil.rmtree(site.target)
    os.symlink("nowhere/public", site.target)
    ran = site.build("new")
    bench.expect(ran.code == 3 and str(site.target) in ran.message, f"a link that leads nowhere: ends with {ran.code}: {ran.message}")
    bench.say(f"target a link that leads nowhere: refused: {ran.message.replace(str(bench.work), '...')[:150]}")

    names = ["laporan kami-é-中文-😀", "-o", "tanda'\"kutip", "#a?b&c=%20", "baris\nbaru"]
    for name in names if bench.full else names[:2]:
        site = fresh(bench, old, f"names/{name}", target=bench.work / bench.experiment / "www" / name / name)
        published(bench, site, trees, f"path with {name!r}")

    # The staging folder beside a target has 18 characters more, and a name may have 255 bytes.
    site = fresh(bench, old, "long-name", target=bench.work / bench.experiment / ("n" * 236))
    published(bench, site, trees, "a name of 236 bytes")
    site = fresh(bench, old, "longer-name", target=bench.work / bench.experiment / ("n" * 250))
    refused(bench, site, trees, "a name of 250 bytes")
    # A whole path may have 4,095 bytes; those of the site lie below it.
    for length, ends in ((3000, published), (4040, refused)):
        deep = deepened(bench.work / bench.experiment / f"deep-{length}", length)
        site = Site(bench, bench.work / bench.experiment / f"deep-site-{length}", target=deep / "public")
        if ends is published:
            site.restore(old)
            published(bench, site, trees, f"a path of {len(str(site.target))} bytes")
        else:
            ran = site.build("new")
            bench.expect(ran.code == 3 and "/" in ran.message, f"a path of {len(str(site.target))} bytes: ends with {ran.code}: {ran.message[:200]}")
            bench.expect(not site.target.exists(), f"a path of {len(str(site.target))} bytes: half a site is there")
            bench.say(f"a path of {len(str(site.target))} bytes: refused: ...{ran.message[-80:]}")


def deepened(folder, length):
    while len(str(folder)) + 9 < length:
        folder /= "d" * min(200, length - len(str(folder)) - 9)
    return folder


def foreign(bench, old, trees):
    """What no release wrote is not replaced."""
    for what in ("a file", "a folder of somebody's", "a release with a file of somebody's"):
        site = fresh(bench, old, what.replace(" ", "-").replace("'", ""))
        strange = site.target / "surat.txt"
        if what == "a release with a file of somebody's":
            strange.write_text("x")
        else:
            shutil.rmtree(site.target)
            strange = site.target
            if what == "a folder of somebody's":
                site.target.mkdir()
                strange = site.target / "surat.txt"
            strange.write_text("x")
        ran = site.build("new")
        bench.expect(ran.code in (2, 3) and str(site.target) in ran.message, f"target {what}: ends with {ran.code}: {ran.message}")
        bench.expect(strange.read_text() == "x", f"target {what}: it is gone")
        bench.say(f"target {what}: refused with {ran.code}")


def layered(bench, old, trees):
    """An overlay, as containers have: a release that this layer wrote, and one from a layer below, which cannot be renamed."""
    for what in ("upper", "lower"):
        folder = bench.work / f"overlay-{what}"
        layers = {name: folder / name for name in ("lower", "upper", "work", "merged")}
        # Of tmpfs, since an overlay may not lie on another.
        folder.mkdir()
        try:
            mount("-t", "tmpfs", "tmpfs", folder)
        except (subprocess.CalledProcessError, OSError):
            bench.skip("an overlay: nothing may be mounted")
            return
        try:
            for layer in layers.values():
                layer.mkdir()
            if what == "lower":
                shutil.copytree(old.target, layers["lower"] / "www/public")
            try:
                mount("-t", "overlay", "overlay", "-o", f"lowerdir={layers['lower']},upperdir={layers['upper']},workdir={layers['work']}", layers["merged"])
            except subprocess.CalledProcessError as error:
                bench.skip(f"an overlay: {error.stderr.decode().strip()}")
                return
            try:
                site = bench.site(f"overlay-{what}", target=layers["merged"] / "www/public")
                if what == "upper":
                    site.restore(old)
                    published(bench, site, trees, "an overlay")
                else:
                    shutil.copytree(old.state, site.state)
                    refused(bench, site, trees, "a release in a lower layer of an overlay")
            finally:
                unmount(layers["merged"])
        finally:
            unmount(folder)


def run(bench):
    old, trees = bench.pair()
    read_only(bench, old, trees)
    elsewhere(bench, old, trees)
    foreign(bench, old, trees)
    if os.geteuid() == 0:
        layered(bench, old, trees)
    else:
        bench.skip("an overlay: not root")
