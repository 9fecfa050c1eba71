"""Resident memory of the daemon and its readers together, shared pages once (P6)."""
import array
import json
import os
import signal
import subprocess
import sys
import time

import clips
from figures import goal, heading, line
from website import Site, rss

FEEDS = (1000, 10000)
HOSTS = 20
CLIPS = 250


def family(pid):
    """The process and its children."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        own = file.read().split()
    children = set(map(int, own))
    # Any thread may have started a reader.
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                children |= set(map(int, file.read().split()))
        except OSError:
            continue
    return [pid, *sorted(children)]


def proportional_kib(pid):
    """Pss: shared pages count for their share, strangers that map the same libraries included. Else Rss."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(row.split()[1]) for row in file if row.startswith("Pss:"))
    except OSError:
        pass
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * 4
    except OSError:
        return 0  # it has ended meanwhile


def highest_kib(pid):
    """The kernel's own mark of the highest resident size, shared pages and all: nothing is missed between samples."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            return next((int(row.split()[1]) for row in file if row.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def distinct_mib(pids):
    """Physical pages that the processes have mapped, each once, whoever else maps them; None without the right."""
    frames = set()
    for pid in pids:
        try:
            with open(f"/proc/{pid}/maps", encoding="ascii") as maps, open(f"/proc/{pid}/pagemap", "rb") as pagemap:
                for row in maps:
                    start, end = (int(part, 16) for part in row.split()[0].split("-"))
                    if "[vsyscall]" in row:
                        continue
                    pagemap.seek(start // 4096 * 8)
                    pages = array.array("Q", pagemap.read((end - start) // 4096 * 8))
                    frames |= {page & ((1 << 55) - 1) for page in pages if page >> 63}
        except OSError:
            return None
    frames.discard(0)
    return len(frames) * 4 / 1024 if frames else None


class Daemon:
    """`webclipd run`, watched. A size is (MiB together, {process: Pss in KiB})."""

    def __init__(self, webclipd, config):
        self.command = [webclipd, "--config", config]
        self.log = open(config + ".log", "wb")
        self.process = subprocess.Popen([*self.command, "run"], stderr=self.log, stdout=self.log)

    def size(self):
        pids = family(self.process.pid)
        shares = {pid: proportional_kib(pid) for pid in pids}
        return distinct_mib(pids) or sum(shares.values()) / 1024, shares

    def upper_bound(self):
        """Every process at its own highest, shared pages as often as they are mapped: MiB."""
        return sum(map(highest_kib, family(self.process.pid))) / 1024

    def status(self):
        answer = subprocess.run([*self.command, "status", "--json"], capture_output=True, check=False)
        return json.loads(answer.stdout) if answer.returncode == 0 else {}

    def peak_until(self, is_done, patience):
        """Looks often, asks seldom; the largest size seen."""
        peak = (0, {})
        deadline = time.monotonic() + patience
        next_question = time.monotonic() + 2
        while time.monotonic() < deadline:
            peak = max(peak, self.size(), key=lambda size: size[0])
            time.sleep(0.03)
            if time.monotonic() >= next_question:
                if is_done(self.status()):
                    return peak
                next_question = time.monotonic() + 1
        sys.exit(f"bench: the daemon was not done after {patience} s: {self.status()}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.log.close()


def print_size(what, size):
    kib = list(size[1].values())
    line(what, f"{size[0]:.1f} MiB   (Pss: daemon {kib[0] / 1024:.1f}, readers "
         + ", ".join(f"{reader / 1024:.1f}" for reader in kib[1:]) + ")")


def print_upper_bound(daemon):
    line("every process's highest RSS, added", f"{daemon.upper_bound():.1f} MiB, shared pages twice and more")


def watch_feeds(webclipd, site, work, feeds):
    for number in range(feeds):
        site.write(f"feed-{number}.rss", rss(f"Feed {number}", [(f"Item {item}", None) for item in range(20)]))
    config = os.path.join(work, f"feeds-{feeds}.yaml")
    with open(config, "w", encoding="ascii") as file:
        file.write(f"archive: {work}/feeds-{feeds}-archive\nfeeds:\n")
        file.writelines(f"  - {site.base(number)}/feed-{number}.rss\n" for number in range(feeds))
        file.write("fetch: { allow_private: [ 127.0.0.0/8 ] }\npoliteness: { spacing: 0ms }\n")
    daemon = Daemon(webclipd, config)
    try:
        polling = daemon.peak_until(lambda status: status.get("captures", 0) >= feeds, 60 + feeds / 50)
        print_size(f"{feeds} feeds, first poll of all", polling)
        time.sleep(3)
        idle = daemon.size()
        print_size(f"{feeds} feeds, idle", idle)
        print_upper_bound(daemon)
    finally:
        daemon.stop()
    return max(polling[0], idle[0])


def watch_archiving(webclipd, site, work):
    _, what = clips.build(site, work, CLIPS)
    config = os.path.join(work, "archiving.yaml")
    clips.write_config(site, config, os.path.join(work, "archiving-archive"))
    daemon = Daemon(webclipd, config)
    try:
        peak = daemon.peak_until(
            lambda status: status.get("clips", 0) > 0 and status["pending"] == 0 and
            status["clips"] + status["failed"] >= CLIPS, 60)
        print_size(f"archiving {daemon.status()['clips']} of {CLIPS} pages of {what}", peak)
        print_upper_bound(daemon)
    finally:
        daemon.stop()
    goal("P6", "peak while archiving", peak[0], 96, " MiB")


def main():
    build, work = sys.argv[1:3]
    webclipd = os.path.join(build, "daemon", "webclipd")
    site = Site(os.path.join(work, "memory"), HOSTS)
    exact = distinct_mib([os.getpid()]) is not None
    heading("memory: daemon and readers together, " + ("physical pages, each once" if exact else "Pss (root counts exactly)"))
    with site:
        peaks = [watch_feeds(webclipd, site, work, feeds) for feeds in FEEDS]
        goal("P6", "peak with 1,000 feeds, idle or polling", peaks[0], 48, " MiB")
        line("P6 peak with 10,000 feeds beside 1,000", f"{peaks[1] / peaks[0]:.2f} times")
        watch_archiving(webclipd, site, work)


main()
