"""Runs commands in turn, takes medians of what they used, prints one line a figure."""
import os
import statistics
import subprocess
import sys
import tempfile
import time


class Used:
    """What one run used, together with all children it waited for."""

    def __init__(self, cpu, wall, peak_mib, output):
        self.cpu = cpu
        self.wall = wall
        self.peak_mib = peak_mib  # of its largest process
        self.output = output

    def field(self, key):
        """The number behind `key=` in its output."""
        for word in self.output.split():
            if word.startswith(key + "="):
                return float(word[len(key) + 1:])
        raise SystemExit(f"bench: no {key}= in: {self.output[-400:]}")


def run(command, timeout=90, good_codes=(0,)):
    """One run. One that fails ends the benchmark: the figures of a failed run are none."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        argv = ["timeout", str(timeout), *map(str, command)]
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - began
        out.seek(0)
        text = out.read().decode(errors="replace")
        if process.returncode not in good_codes:
            errors.seek(0)
            last = errors.read()[-1000:].decode(errors="replace")
            raise SystemExit(f"bench: exit {process.returncode} of: {' '.join(argv)}\n{text[-1000:]}\n{last}")
    return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, text)


def interleaved(rounds, runs):
    """{name: callable giving Used} -> {name: [Used, …]}, in turn, so that a busy minute touches all alike."""
    results = {name: [] for name in runs}
    for _ in range(rounds):
        for name, one in runs.items():
            results[name].append(one())
    return results


def median(values):
    return statistics.median(list(values))


def spread(values):
    values = list(values)
    return f"[{min(values):.3g}..{max(values):.3g}]"


def line(what, text):
    print(f"  {what:<46} {text}", flush=True)


def goal(name, what, value, limit, unit=""):
    """A figure beside its goal (design goals P1 to P11)."""
    verdict = "reached" if value <= limit else "MISSED"
    line(f"{name} {what}", f"{value:.3g}{unit}   goal <= {limit:g}{unit}   {verdict}")


def skipped(name, why):
    line(name, f"SKIPPED: {why}")


def heading(text):
    with open("/proc/loadavg", encoding="ascii") as load:
        print(f"{text}   (load {load.read().split()[0]}, {os.cpu_count()} cores)", flush=True)


def shared(*parts):
    """A path under the folder of shared references, or None when there is none."""
    folder = os.environ.get("WEBCLIP_SHARED", "")
    path = os.path.join(folder, *parts)
    return path if folder and os.path.exists(path) else None


def build_reference(source, work, libraries):
    """A reference program compiled as its README says, or None when its source is not there."""
    path = shared("bench", "perf", source)
    if path is None:
        return None
    program = os.path.join(work, os.path.splitext(source)[0] + "_reference")
    if not os.path.exists(program):
        command = ["g++", "-O2", "-std=c++17", "-w", path, "-o", program, *libraries]
        if subprocess.run(command, check=False).returncode != 0:
            sys.exit("bench: the reference does not compile: " + " ".join(command))
    return program
