"""The pages that are measured: a real-world set when it is at hand, else the sample newspaper's."""
import gzip
import json
import os
import shutil

from figures import shared

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def unpack(folder):
    """Writes NAME.html files into `folder`; gives [(file, address)] and what they are."""
    os.makedirs(folder, exist_ok=True)
    source = shared("corpus", "extract-dev", "aeb")
    pages = unpack_set(source, folder) if source else copy_newspaper(folder)
    return pages, "set aeb" if source else "the sample newspaper (no shared pages here)"


def unpack_set(source, folder):
    pages = []
    with gzip.open(os.path.join(source, "index.jsonl.gz"), "rt", encoding="utf-8") as index:
        for row in map(json.loads, index):
            file = os.path.join(folder, row["id"] + ".html")
            with gzip.open(os.path.join(source, "html", row["id"] + ".html.gz")) as packed, open(file, "wb") as page:
                shutil.copyfileobj(packed, page)
            pages.append((file, row["url"]))
    return pages


def copy_newspaper(folder):
    """Ten copies of each article, so that there is something to time."""
    pages = []
    source = os.path.join(REPOSITORY, "test", "fixtures", "newspaper", "pages")
    for name in sorted(os.listdir(source)):
        if name == "front.html":
            continue
        for copy in range(10):
            file = os.path.join(folder, f"{copy}-{name}")
            shutil.copyfile(os.path.join(source, name), file)
            pages.append((file, f"https://newspaper.example/{copy}/{name}"))
    return pages


def every(pages, count, folder):
    """About `count` of the pages, evenly chosen, linked into `folder`."""
    os.makedirs(folder, exist_ok=True)
    step = max(1, len(pages) // count)
    chosen = pages[::step][:count]
    for file, _ in chosen:
        target = os.path.join(folder, os.path.basename(file))
        if not os.path.exists(target):
            os.symlink(file, target)
    return chosen
