"""`webclipd extract --batch`: pages a second, through confined readers, one job at a time."""
import json
import os
import re
import sys

import pages
from figures import heading, interleaved, line, median, run

CURVE_BYTES = (10_000, 40_000, 160_000, 640_000, 2_500_000, 8_000_000)


def page_of(size, everything):
    """One long page from the paragraphs and lists of the pages, each once as long as they last."""
    parts, length = [], 0
    while length < size:
        before = length
        for file, _ in everything:
            with open(file, encoding="utf-8", errors="ignore") as page:
                markup = page.read()
            for part in re.findall(r"<(?:p|ul)\b[^>]*>(?:(?!<(?:p|ul|div)\b).)*?</(?:p|ul)>", markup, re.S):
                parts.append(part)
                length += len(part.encode())
                if length >= size:
                    break
            if length >= size:
                break
        if length == before:
            break
    return "<!doctype html><title>Long</title><body><article><h1>Long</h1>" + "\n".join(parts) + "</article>"


def curve(webclipd, work, everything):
    """Time by size: the last column stays level where extraction is linear."""
    batch = os.path.join(work, "curve.jsonl")
    with open(batch, "w", encoding="utf-8") as rows:
        for size in CURVE_BYTES:
            file = os.path.join(work, f"curve-{size}.html")
            with open(file, "w", encoding="utf-8") as page:
                page.write(page_of(size - 200, everything))
            rows.write(json.dumps({"id": size, "html": file, "url": "https://long.example/"}) + "\n")
    heading("extract: one page by its size, median of 5")
    runs = interleaved(5, {"curve": lambda: run([webclipd, "extract", "--batch", batch, "--jobs", "1"])})["curve"]
    answers = [[json.loads(text) for text in one.output.splitlines()] for one in runs]
    for i, size in enumerate(CURVE_BYTES):
        error = answers[0][i].get("error")
        ms = median(one[i]["ms"] for one in answers)
        line(f"{size / 1e6:g} MB", error or f"{ms:.1f} ms, {ms / size * 1e6:.1f} ms a MB")


def main():
    build, work = sys.argv[1:3]
    webclipd = os.path.join(build, "daemon", "webclipd")
    everything, what = pages.unpack(os.path.join(work, "pages"))
    batch, single = os.path.join(work, "batch.jsonl"), os.path.join(work, "single.jsonl")
    for name, rows in ((batch, everything), (single, everything[:1])):
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": f, "html": f, "url": url}) + "\n" for f, url in rows)
    heading(f"extract: {len(everything)} pages of {what}, webclipd extract --batch --jobs 1")
    results = interleaved(5, {
        name: lambda file=file: run([webclipd, "extract", "--batch", file, "--jobs", "1"])
        for name, file in (("batch", batch), ("single", single))
    })
    answers = [json.loads(text) for text in results["batch"][0].output.splitlines()]
    start = median(used.cpu for used in results["single"])
    cpu = median(used.cpu for used in results["batch"]) - start
    size = sum(os.path.getsize(file) for file, _ in everything) / 1e6
    line("articles", f"{sum(bool(a.get('text')) for a in answers)} of {len(answers)}")
    line("pages, MB a CPU second (start left out)", f"{(len(everything) - 1) / cpu:.0f}, {size / cpu:.1f}")
    line("start and one page, CPU", f"{start * 1e3:.0f} ms")
    line("peak RSS of the larger process", f"{max(used.peak_mib for used in results['batch']):.1f} MiB")
    curve(webclipd, work, everything)


main()
