#!/usr/bin/env python3
"""Feeds, sitemap, robots.txt and cards of a published folder, read by other people's parsers (PyPI: feedparser, lxml).

    python tests/oracle/feeds.py FOLDER BASE_URL SITEMAP_XSD

A line for each check; exit 1 if one fails. Every feed must be of the grammar below (RFC 4287, written anew here in RELAX NG),
parse in feedparser without a complaint, and name pages that the folder has, in the words of those pages. Every shard of the
sitemap must be valid by the schema of sitemaps.org, and all shards together must name the pages that search engines may keep,
no other and each once; which these are is read from the pages. `urllib.robotparser` must let a crawler read them all.
"""
import datetime
import hashlib
import re
import struct
import sys
import urllib.robotparser
from pathlib import Path

import feedparser
import lxml.etree
import lxml.html

root, base, schema = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMA_SHA256 = "fbec77e84467050d5667394a57cc5cdfe1239d80aca1d61e9e0827173c3d9df9"
SHARD = 50_000
FEED = 50

# What RFC 4287 asks of a feed as this site writes one: which elements, how often, and of which form.
GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>
    <element name="feed">
      <optional><attribute name="xml:lang" ns=""><data type="language"/></attribute></optional>
      <interleave>
        <ref name="id"/><ref name="title"/><ref name="updated"/>
        <element name="author"><element name="name"><ref name="words"/></element></element>
        <optional><element name="subtitle"><ref name="words"/></element></optional>
        <optional><element name="rights"><text/></element></optional>
        <oneOrMore><ref name="link"/></oneOrMore>
        <zeroOrMore>
          <element name="entry">
            <interleave>
              <ref name="id"/><ref name="title"/><ref name="updated"/>
              <optional><element name="published"><ref name="moment"/></element></optional>
              <ref name="link"/>
              <element name="summary"><ref name="words"/></element>
            </interleave>
          </element>
        </zeroOrMore>
      </interleave>
    </element>
  </start>
  <define name="words"><data type="string"><param name="pattern">[\\s\\S]*\\S[\\s\\S]*</param></data></define>
  <define name="moment">
    <data type="dateTime"><param name="pattern">\\d{4}-\\d\\d-\\d\\dT00:00:00(Z|[+\\-]\\d\\d:\\d\\d)</param></data>
  </define>
  <define name="id">
    <element name="id"><data type="anyURI"><param name="pattern">tag:[a-z0-9.\\-]+,2026:[A-Za-z0-9./\\-]+</param></data></element>
  </define>
  <define name="title"><element name="title"><ref name="words"/></element></define>
  <define name="updated"><element name="updated"><ref name="moment"/></element></define>
  <define name="link">
    <element name="link">
      <attribute name="rel" ns=""><choice><value>self</value><value>alternate</value></choice></attribute>
      <attribute name="type" ns=""><choice><value>text/html</value><value>application/atom+xml</value></choice></attribute>
      <attribute name="href" ns=""><data type="anyURI"/></attribute>
      <empty/>
    </element>
  </define>
</grammar>
""".replace('name="xml:lang" ns=""', 'name="lang" ns="http://www.w3.org/XML/1998/namespace"')

failed = 0


def check(what, problems, total):
    """A line for a check: how many were looked at, and the first that are wrong."""
    global failed
    problems = list(problems)
    failed += bool(problems)
    print(f"{'wrong' if problems else 'ok'}: {what}: {total} looked at, {len(problems)} wrong")
    for problem in problems[:5]:
        print(f"  {problem}")


def file_of(address):
    """The file of the folder that a whole address names."""
    if not address.startswith(base):
        return None
    path = address[len(base):]
    file = root / (path + "index.html" if path == "" or path.endswith("/") else path)
    return file if file.is_file() else None


def address_of(file):
    """The whole address of a file of the folder."""
    return base + re.sub(r"(^|/)index\.html$", r"\1", file.relative_to(root).as_posix())


pages = {}
for file in sorted(root.rglob("*.html")):
    html = lxml.html.parse(str(file), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    meta = {tag.get("property") or tag.get("name"): tag.get("content") for tag in html.iter("meta")}
    pages[file] = {
        "indexed": "noindex" not in (meta.get("robots") or ""),
        "canonical": [tag.get("href") for tag in html.iter("link") if tag.get("rel") == "canonical"],
        "feeds": [tag.get("href") for tag in html.iter("link") if tag.get("type") == "application/atom+xml"],
        "h1": " ".join(" ".join(html.xpath("//h1")[0].itertext()).split()),
        "meta": meta,
    }
indexed = {address_of(file) for file, page in pages.items() if page["indexed"]}

# Feeds.
feeds = sorted(root.rglob("*.atom"))
grammar = lxml.etree.RelaxNG(lxml.etree.fromstring(GRAMMAR))
trees = {file: lxml.etree.parse(str(file)) for file in feeds}
check("feeds by the grammar of RFC 4287",
      [f"{file}: {grammar.error_log.last_error}" for file, tree in trees.items() if not grammar.validate(tree)], len(feeds))
parsed = {file: feedparser.parse(file.read_bytes()) for file in feeds}
check("feeds in feedparser",
      [f"{file}: {feed.version} {feed.get('bozo_exception')}" for file, feed in parsed.items() if feed.bozo or feed.version != "atom10"],
      len(feeds))
wrong, entries, named = [], 0, {}
for file, feed in parsed.items():
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    if own != [address_of(file)]:
        wrong.append(f"{file}: self is {own}")
    if [file_of(link.href) for link in feed.feed.links if link.rel == "alternate"].count(None):
        wrong.append(f"{file}: leads to no page")
    ids = [entry.id for entry in feed.entries]
    moments = [datetime.datetime.fromisoformat(entry.updated) for entry in feed.entries]
    if len(set(ids)) != len(ids) or len(ids) > FEED or moments != sorted(moments, reverse=True):
        wrong.append(f"{file}: {len(ids)} entries, {len(set(ids))} ids, or not newest first")
    for entry in feed.entries:
        entries += 1
        page = pages.get(file_of(entry.link))
        if page is None or not page["indexed"]:
            wrong.append(f"{file}: {entry.link} is no page that may be listed by time")
        # The words of the feed are those of the page: neither more nor other ones.
        elif " ".join(lxml.html.fromstring(f"<p>{entry.title_detail.value}</p>").text_content().split()) != page["h1"]:
            wrong.append(f"{file}: {entry.title!r} is {page['h1']!r} on its page")
        if named.setdefault(entry.id, entry.link) != entry.link:
            wrong.append(f"{file}: {entry.id} names two pages")
check("entries lead to their pages, with stable ids, newest first", wrong, entries)
known = {address_of(file) for file in feeds}
linked = [(file, link) for file, page in pages.items() for link in page["feeds"]]
check("feeds that pages name",
      [f"{file}: {link}" for file, link in linked if not (file.parent / link).resolve().is_file()], len(linked))
reached = {(file.parent / link).resolve() for file, link in linked}
check("feeds that are named by a page", [file for file in feeds if file.resolve() not in reached], len(feeds))

# Sitemap.
found = hashlib.sha256(schema.read_bytes()).hexdigest()
check("the schema of sitemaps.org", [] if found == SCHEMA_SHA256 else [found], 1)
xsd = lxml.etree.XMLSchema(lxml.etree.parse(str(schema)))
index = lxml.etree.parse(str(root / "sitemap.xml")).getroot()
shards = [entry.findtext(f"{MAP}loc") for entry in index]
shape = index.tag == f"{MAP}sitemapindex" and all(
    entry.tag == f"{MAP}sitemap" and [child.tag for child in entry] in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"])
    for entry in index)
check("the list of shards", [] if shape and shards and all(map(file_of, shards)) else shards, len(shards))
others = {file for file in root.glob("sitemap-*.xml")} - {file_of(shard) for shard in shards}
check("shards that are listed", others, len(shards))
located, wrong = [], []
for shard in shards:
    tree = lxml.etree.parse(str(file_of(shard)))
    if not xsd.validate(tree):
        wrong.append(f"{shard}: {xsd.error_log.last_error}")
    urls = list(tree.getroot())
    if not 0 < len(urls) <= SHARD or file_of(shard).stat().st_size > 50 * 1024 * 1024:
        wrong.append(f"{shard}: {len(urls)} addresses")
    located.extend((url.findtext(f"{MAP}loc"), url.findtext(f"{MAP}lastmod")) for url in urls)
check("shards by the schema", wrong, len(shards))
addresses = [address for address, _ in located]
check("pages in the sitemap, each once", sorted(set(addresses) ^ indexed) + (["twice"] if len(set(addresses)) != len(addresses) else []),
      len(addresses))
check("canonical addresses",
      [f"{file}: {page['canonical']}" for file, page in pages.items() if page["indexed"] and page["canonical"] != [address_of(file)]],
      len(pages))
days = [day for _, day in located if day]
check("days of the last change", [day for day in days if datetime.date.fromisoformat(day) is None], len(days))

# Crawlers and cards.
robots = urllib.robotparser.RobotFileParser()
robots.parse((root / "robots.txt").read_text().splitlines())
check("robots.txt names the sitemap", [] if robots.site_maps() == [base + "sitemap.xml"] else [robots.site_maps()], 1)
check("robots.txt lets a crawler in", [address for address in indexed if not robots.can_fetch("*", address)], len(indexed))
wrong = []
for file, page in pages.items():
    meta = page["meta"]
    card = file_of(meta.get("og:image") or "")
    if page["indexed"]:
        if not card or not all(meta.get(key) for key in ("og:title", "og:description", "og:type", "twitter:card")):
            wrong.append(f"{file}: {meta}")
        elif meta.get("og:url") != address_of(file):
            wrong.append(f"{file}: og:url {meta.get('og:url')}")
        elif struct.unpack(">II", card.read_bytes()[16:24]) != (1200, 630):
            wrong.append(f"{card}: not 1200 by 630")
    elif card:
        wrong.append(f"{file}: a card on a page that is not to be found")
check("cards", wrong, len(pages))
sys.exit(1 if failed else 0)
