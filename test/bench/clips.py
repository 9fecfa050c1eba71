"""A site of real pages with pictures of its own, for a crawler and the daemon alike to archive."""
import os
import re

import pages
from website import noise_png, rss

PICTURES = 5

# What either program would fetch besides: it goes, so that both fetch the page and its pictures, nothing else.
FOREIGN = re.compile(rb"<(?:img|link|source|iframe|embed|object|video|audio|input|base|frame|meta)\b[^>]*>", re.I)
KEPT_META = re.compile(rb"<meta\b(?![^>]*(?:image|refresh|icon|tile))[^>]*>", re.I)
ATTRIBUTES = re.compile(rb"""\s(?:src|srcset|background|poster|data-[a-z-]*(?:src|image|original)[a-z-]*)\s*=\s*"""
                        rb"""(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.I)
PARAGRAPH = re.compile(rb"<p\b[^>]*>[^<]{60,}(?:<(?!/p>)[^>]*>[^<]*)*</p>", re.I)


def drop(match):
    return match.group() if KEPT_META.fullmatch(match.group()) else b""


def localised(page, number):
    """The page with `PICTURES` pictures of ours behind its first paragraphs, and no others."""
    page = ATTRIBUTES.sub(b"", FOREIGN.sub(drop, page)).replace(b"url(", b"url-(")
    parts, done, at = [], 0, 0
    for match in PARAGRAPH.finditer(page):
        if done == PICTURES:
            break
        parts += [page[at:match.end()], b"<figure><img src=\"/i/%d-%d.png\" alt=\"Picture %d\"></figure>"
                  % (number, done, done)]
        at, done = match.end(), done + 1
    return b"".join([*parts, page[at:], b"<!-- copy %d -->" % number])


def build(site, folder, count):
    """`count` pages spread over the site's hosts, and a feed of them a host; gives the pages' addresses."""
    originals, what = pages.unpack(os.path.join(folder, "pages"))
    addresses = []
    for number in range(count):
        with open(originals[number % len(originals)][0], "rb") as file:
            site.write(f"p/{number}.html", localised(file.read(), number))
        for picture in range(PICTURES):
            site.write(f"i/{number}-{picture}.png", noise_png(number * PICTURES + picture))
        addresses.append(f"{site.base(number)}/p/{number}.html")
    hosts = len(site.hosts)
    for host in range(hosts):
        items = [(f"Article {number}", addresses[number]) for number in range(host, count, hosts)]
        site.write(f"host-{host}.rss", rss(f"Host {host}", items))
    return addresses, what


def write_config(site, file, archive, extra=""):
    with open(file, "w", encoding="ascii") as out:
        out.write(f"archive: {archive}\nfeeds:\n")
        out.writelines(f"  - {site.base(host)}/host-{host}.rss\n" for host in range(len(site.hosts)))
        out.write("fetch: { allow_private: [ 127.0.0.0/8 ] }\npoliteness: { spacing: 0ms }\n" + extra)
