"""Parsing and extracting beside Gumbo: instructions (P1) and processor time (P2)."""
import os
import re
import subprocess
import sys

import pages
from figures import build_reference, goal, heading, interleaved, line, median, run, skipped, spread


def instructions(command, work):
    """What callgrind counts for a whole process."""
    argv = ["timeout", "90", "valgrind", "--tool=callgrind", f"--callgrind-out-file={work}/callgrind.out", *command]
    answer = subprocess.run(argv, capture_output=True, text=True, check=False)
    counted = re.search(r"Collected : (\d+)", answer.stderr)
    if answer.returncode != 0 or not counted:
        sys.exit(f"bench: {' '.join(argv)}\n{answer.stderr[-1000:]}")
    return int(counted.group(1))


def count_instructions(bench, reference, folder, byte_count, work):
    def spent(program, mode):
        return instructions([program, mode, "1", folder], work) - instructions([program, mode, "0", folder], work)

    gumbo = spent(reference, "gumbo-malloc") if reference else spent(bench, "gumbo")
    ours = {mode: spent(bench, mode) for mode in ("document", "article")}
    line("gumbo_parse, instructions a byte", f"{gumbo / byte_count:.0f}")
    line("decode, prefilter, parse", f"{ours['document'] / byte_count:.0f}   x{ours['document'] / gumbo:.3f}")
    line("decode, prefilter, parse, extract", f"{ours['article'] / byte_count:.0f}   x{ours['article'] / gumbo:.3f}")
    goal("P1", "instructions / gumbo_parse", ours["article"] / gumbo, 0.7)


def count_time(bench, reference, folder, byte_count):
    rounds = 2
    runs = {mode: lambda mode=mode: run([bench, mode, rounds, folder]) for mode in ("article", "document", "gumbo")}
    if reference:
        runs["prefilter + gumbo, arena"] = lambda: run([reference, "prefilter-arena", rounds, folder])
    results = interleaved(5, runs)
    seconds = {name: [used.field("cpu_s") for used in useds] for name, useds in results.items()}
    for name, values in seconds.items():
        rate = byte_count * rounds / median(values) / 1e6
        line(f"CPU of {name}", f"{median(values):.3f} s {spread(values)}   {rate:.1f} MB/s")
    first = results["article"][0]
    line("pages with an article", f"{first.field('good') / rounds:.0f} of {first.field('pages'):.0f}")
    if reference:
        goal("P2", "CPU / (prefilter + gumbo in an arena)",
             median(seconds["article"]) / median(seconds["prefilter + gumbo, arena"]), 1.5)
    else:
        skipped("P2", "needs the shared reference programs")


def main():
    build, work = sys.argv[1:3]
    bench = os.path.join(build, "test", "bench", "webclip_page_bench")
    reference = build_reference("parse_bench.cpp", work, ["-lgumbo"])
    everything, what = pages.unpack(os.path.join(work, "pages"))
    some = pages.every(everything, 25, os.path.join(work, "some"))
    heading(f"parse: {len(everything)} pages of {what}, instructions on {len(some)}")
    sizes = {file: os.path.getsize(file) for file, _ in everything}
    count_instructions(bench, reference, os.path.join(work, "some"), sum(sizes[file] for file, _ in some), work)
    count_time(bench, reference, os.path.join(work, "pages"), sum(sizes.values()))


main()
