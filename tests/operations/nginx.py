"""A site by nginx as it is documented, beside the same site by `site-gen serve`: every path, every header.

    nginx.py NGINX_ADDRESS SERVE_ADDRESS SITE

Prints what was compared and fails at what differs.
"""

import concurrent.futures
import gzip
import http.client
import os
import sys
import urllib.parse

nginx, serve, site = sys.argv[1:]
nginx, serve = (urllib.parse.urlsplit(address) for address in (nginx, serve))
HEADERS = ["Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"]
problems = []


def expect(is_so, *what):
    if not is_so:
        problems.append(" ".join(map(str, what)))


def ask(server, path, method="GET", **headers):
    """Status, headers and body of an answer."""
    connection = http.client.HTTPConnection(server.hostname, server.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items() if value}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


files = sorted(
    os.path.relpath(os.path.join(folder, name), site) for folder, _, names in os.walk(site) for name in names
)
hidden = [file for file in files if "/." in "/" + file and not file.startswith(".well-known/")]
files = [file for file in files if file not in hidden]
addresses = ["/" + urllib.parse.quote(file) for file in files]
addresses += [address.removesuffix("index.html") for address in addresses if address.endswith("/index.html")]


def compare(address):
    ours, theirs = ask(serve, address), ask(nginx, address)
    found = []
    if (ours[0], theirs[0]) != (200, 200):
        found.append(f"{address}: status {theirs[0]}, expected {ours[0]}")
    for name in HEADERS:
        if ours[1].get_all(name) != theirs[1].get_all(name):
            found.append(f"{address}: {name} {theirs[1].get_all(name)}, expected {ours[1].get_all(name)}")
    if ours[2] != theirs[2]:
        found.append(f"{address}: other bytes")
    return found


with concurrent.futures.ThreadPoolExecutor(4) as pool:
    for found in pool.map(compare, addresses):
        problems += found
kinds = sorted({os.path.splitext(file)[1] for file in files})
print(f"{len(addresses)} addresses with {len(HEADERS)} headers each as serve sends them; endings {' '.join(kinds)}")

# What is not there: the page of the site for that, in both languages, whoever asks how.
page = open(os.path.join(site, "404.html"), "rb").read()
for language in (b'lang="id"', b'lang="en"'):
    expect(language in page, "404.html has no", language)
missing = ["/tiada", "/en/tiada/", "/contoh/laporan/tiada/", "/aset/", "/kosong/", "/.env"] + ["/" + file for file in hidden]
expect(len(hidden) == 3, "found the dotfiles", hidden, "expected three to ask for")
for address in missing:
    status, headers, body = ask(nginx, address)
    expect((status, body) == (404, page), address, "gave", status, len(body), "bytes, expected 404 and the page for that")
    for name, value in ask(serve, "/tiada")[1].items():
        if name in HEADERS:
            expect(headers.get_all(name) == [value], address, name, headers.get_all(name), "expected", value)
print(f"{len(missing)} addresses of nothing, dotfiles and folders without a page: 404 with the site's own page")

# No address leaves the site.
for address in ("/aset/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/aset/..%2f..%2f..%2fetc/passwd"):
    status, _, body = ask(nginx, address)
    expect(status in (400, 404) and b"root:" not in body, address, status)

# A folder without its slash is sent on, on whatever host and port.
status, headers, _ = ask(nginx, "/metode?x=1")
expect((status, headers["Location"]) == (301, "/metode/?x=1"), "/metode", status, headers["Location"])
for method in ("POST", "PUT", "DELETE"):
    status = ask(nginx, "/", method)[0]
    expect(status == 405, method, status, "expected 405")

# Compression: what is text is smaller on the way and the same at its end; what is packed already is sent as it is.
saved = {}
for file, address in zip(files, addresses):
    ending = os.path.splitext(file)[1]
    size = os.path.getsize(os.path.join(site, file))
    if ending in saved or size < 2048:
        continue
    status, headers, body = ask(nginx, address, Accept_Encoding="gzip")
    packed = headers["Content-Encoding"] == "gzip"
    plain = gzip.decompress(body) if packed else body
    expect(plain == open(os.path.join(site, file), "rb").read(), address, "is other after unpacking")
    expect(packed == (ending not in (".parquet", ".png", ".woff2")), address, "packed:", packed)
    if packed:
        expect("Accept-Encoding" in headers.get("Vary", ""), address, "has no Vary")
        saved[ending] = f"{ending} {len(body) / size:.0%}"
    else:
        saved[ending] = f"{ending} as it is"
print("sent of its size:", ", ".join(saved[ending] for ending in sorted(saved)))
for ending in (".html", ".css", ".js", ".json", ".svg", ".atom", ".csv", ".wasm", ".parquet"):
    expect(ending in saved or ending == ".svg", "no file", ending, "of 2 KiB was asked for compressed")

# A page that is as it was is not sent again, plain or compressed.
for address in ("/", "/contoh/", "/contoh/indeks/daftar.json", "/contoh/umpan.atom"):
    for encoding in ("identity", "gzip"):
        first = ask(nginx, address, Accept_Encoding=encoding)
        again = ask(nginx, address, Accept_Encoding=encoding, If_None_Match=first[1]["ETag"])
        expect((again[0], again[2]) == (304, b""), address, encoding, again[0], "expected 304 and no byte")
        expect(again[1]["Cache-Control"] == "no-cache", address, "304 with", again[1]["Cache-Control"])
print("304 to who has the page, plain and compressed")

# A table can be read in parts, as readers of Parquet do.
table = next(file for file in files if file.endswith("events.parquet"))
whole = open(os.path.join(site, table), "rb").read()
for wanted, part in (("bytes=-8", whole[-8:]), ("bytes=0-3", whole[:4]), ("bytes=100-199", whole[100:200])):
    status, headers, body = ask(nginx, "/" + table, Range=wanted)
    expect((status, body) == (206, part), table, wanted, status, len(body))
    expect(headers["Content-Range"].endswith(f"/{len(whole)}"), table, headers["Content-Range"])
print("206 for parts of a Parquet table")

for problem in problems[:40]:
    print(problem, file=sys.stderr)
sys.exit(f"{len(problems)} differences" if problems else 0)
