"""A reader who crawls the site without a pause while releases are swapped: no 404 on what both have, no page that mixes them.

The two releases have different styles, so that a page and its stylesheet can come from different releases; the last release's
styles stay for one more. Read through Python's own static server, and through nginx where it is installed.
"""
import collections
import hashlib
import http.client
import http.server
import functools
import html.parser
import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse

from bench import tree


class Links(html.parser.HTMLParser):
    """Where a page links, and what it loads."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loaded = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "link" and attributes.get("rel") in ("stylesheet", "icon", "preload") or tag in ("script", "img"):
            self.loaded.append(attributes.get("href") or attributes.get("src"))
        elif tag in ("a", "link"):
            self.links.append(attributes.get("href"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass


class Releases:
    """What was live when: files by path, from the swap's begin to the next one's end."""

    def __init__(self, folder):
        self.spans = [(time.monotonic(), None, tree(folder))]

    def swapped(self, began, folder):
        """The last release may still have been seen until now, and the new one since the build began."""
        at, _, files = self.spans[-1]
        self.spans[-1] = (at, time.monotonic(), files)
        self.spans.append((began, None, tree(folder)))

    def between(self, began, ended):
        return [files for since, until, files in self.spans if since <= ended and (until is None or began <= until)]


class Crawler(threading.Thread):
    """Follows every link, again and again; notes each answer."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port, self.stopping, self.answers, self.rounds, self.loads = port, False, [], 0, []

    def get(self, path):
        began = time.monotonic()
        self.connection.request("GET", urllib.parse.quote(path))
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status in (301, 302):
            return self.get(urllib.parse.urlsplit(answer.headers["Location"]).path)
        file = path[1:] + ("index.html" if path.endswith("/") else "")
        self.answers.append((file, answer.status, hashlib.sha256(body).hexdigest(), began, time.monotonic()))
        return answer.status, body

    def run(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.stopping:
            seen, queue = {"/"}, collections.deque(["/"])
            while queue and not self.stopping:
                path = queue.popleft()
                status, body = self.get(path)
                if status != 200 or not (path.endswith("/") or path.endswith(".html")):
                    continue
                links = Links(body.decode())
                here = functools.partial(urllib.parse.urljoin, path)
                for address in links.loaded:
                    if address:
                        # What a page loads is asked for at once, as a browser does.
                        self.loads.append((path, here(address), self.get(here(address).split("#")[0])[0]))
                for address in filter(None, links.links):
                    place = urllib.parse.urlsplit(here(address))
                    if not place.netloc and place.scheme == "" and place.path not in seen:
                        seen.add(place.path)
                        queue.append(urllib.parse.unquote(place.path))
            self.rounds += 1


def python_server(site):
    handler = functools.partial(Quiet, directory=str(site.target))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port, server.shutdown


def nginx_server(site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = site.home / "nginx"
    folder.mkdir()
    (folder / "nginx.conf").write_text(f"""
daemon off; pid {folder}/pid; error_log {folder}/error; worker_processes 1; {'user root;' if os.geteuid() == 0 else ''}
events {{ worker_connections 64; }}
http {{
  access_log off; types {{ text/html html; text/css css; text/javascript js; }}
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {site.target}; }}
}}""")
    process = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error")])
    for _ in range(100):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    return port, lambda: (process.terminate(), process.wait())


def crawl(bench, name, serve, swaps):
    site = bench.site(name)
    theme = site.home / "theme"
    shutil.copytree(bench.data / "theme", theme)
    themes = {"old": {}, "new": {"theme": theme}}
    if not bench.ended(site.build("old"), "a first build"):
        return
    releases = Releases(site.target)
    port, stop = serve(site)
    crawler = Crawler(port)
    crawler.start()
    try:
        done = 0
        while done < swaps and crawler.is_alive():
            release = "new" if done % 2 == 0 else "old"
            began = time.monotonic()
            if not bench.ended(site.build(release, **themes[release]), "a build behind a reader"):
                break
            releases.swapped(began, site.target)
            done += 1
        time.sleep(0.5)
        bench.expect(crawler.is_alive(), "the reader died")
        crawler.stopping = True
        crawler.join(30)
    finally:
        stop()
    missing = mixed = strange = 0
    for file, status, digest, began, ended in crawler.answers:
        live = releases.between(began, ended)
        if status == 200:
            if not any(files.get(file) == digest for files in live):
                mixed += 1
                bench.expect(mixed > 3, f"{name}: {file} is of no release that was live when it was read")
        elif all(file in files for files in live):
            missing += 1
            bench.expect(missing > 3, f"{name}: {status} for {file}, which was there all the time")
        else:
            strange += 1
    unloaded = [(page, asset) for page, asset, status in crawler.loads if status != 200]
    for page, asset in unloaded[:3]:
        bench.fail(f"{name}: the page {page} was read and {asset} could not be loaded")
    bench.expect(crawler.loads and done == swaps, f"{name}: {done} swaps of {swaps}, {len(crawler.loads)} loads")
    styles = {asset for _, asset, _ in crawler.loads if asset.endswith(".css")}
    bench.say(f"{name}: {done} swaps, {len(crawler.answers)} requests, {crawler.rounds} times round the site; of what was there all the "
              f"time {missing} missing; {mixed} of no live release; {len(crawler.loads)} loads of {len(styles)} styles and other assets, "
              f"{len(unloaded)} failed; {strange} missing that only one of two releases has")


def run(bench):
    swaps = 50 if bench.full else 10
    crawl(bench, "python", python_server, swaps)
    if bench.full and shutil.which("nginx"):
        crawl(bench, "nginx", nginx_server, swaps)
    elif bench.full:
        bench.skip("a reader through nginx: not installed")
