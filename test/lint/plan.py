#!/usr/bin/env python3
"""Writes build/tidy/lint.ninja: one clang-tidy run a source file, again only when the file, a header it includes, its
compile command or a .clang-tidy changed. A clean file leaves a stamp; a finding leaves none."""
import json
import os
import subprocess
import sys

# The analyser gives up on a function after so many states; its own limit of 225,000 took half of the whole time for a
# few large ones.
STATES = "".join(f" --extra-arg={word}" for word in ("-Xclang", "-analyzer-config", "-Xclang", "max-nodes=60000"))

HEAD = f"""\
builddir = build/tidy/lint
rule tidy
  command = $compile -MM -MT $out -MF $out.d $in && clang-tidy --quiet -p build/tidy{STATES} $in 2>$out.err || {{ cat $out.err; false; }} && touch $out
  description = tidy $in
  depfile = $out.d
  deps = gcc
"""


def configurations(source):
    """The .clang-tidy files that have a say over it."""
    folders = [os.path.dirname(source)]
    while folders[-1]:
        folders.append(os.path.dirname(folders[-1]))
    return " ".join(path for path in (os.path.join(folder, ".clang-tidy") for folder in folders) if os.path.exists(path))


def main():
    sources = subprocess.run(["git", "ls-files", "lib/*.cpp", "daemon/*.cpp", "test/*.cpp", ":!test/fuzz"],
                             check=True, capture_output=True, text=True).stdout.split()
    with open("build/tidy/compile_commands.json", encoding="utf-8") as commands:
        compiles = {os.path.relpath(entry["file"]): entry["command"] for entry in json.load(commands)}
    strangers = [source for source in sources if source not in compiles]
    if strangers:
        sys.exit("lint: no target compiles " + " ".join(strangers))
    # Longest first, so that no core waits for a late one: the command line library costs more than any file's length.
    sources.sort(key=lambda source: (not source.startswith("daemon/"), -os.path.getsize(source)))
    with open("build/tidy/lint.ninja", "w", encoding="utf-8") as plan:
        plan.write(HEAD)
        for source in sources:
            flags = compiles[source].split(" -o ")[0]
            plan.write(f"build build/tidy/lint/{source}.clean: tidy {source} | {configurations(source)}\n"
                       f"  compile = {flags}\n")


main()
