"""`webclipd extract --batch`: pages a second, through confined readers, one job at a time."""
import json
import os
import sys

import pages
from figures import heading, interleaved, line, median, run


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


main()
