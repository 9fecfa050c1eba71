"""Fetching beside a minimal libcurl loop (P4), and a round of unchanged feeds (P5)."""
import os
import shutil
import sys

from figures import build_reference, goal, heading, interleaved, line, median, run, skipped, spread
from website import Site, noise_png, rss

HOSTS = 100
REQUESTS = 10000
FEEDS = 1000


def measure_fetching(bench, reference, site, work):
    urls = os.path.join(work, "urls")
    with open(urls, "w", encoding="ascii") as file:
        file.writelines(f"{site.base(number)}/image-{number % 40}.png\n" for number in range(REQUESTS))
    connections = {"ours": [], "minimal loop": []}

    def counted(name, command):
        before = site.counters()
        used = run(command)
        after = site.counters()
        connections[name].append(after[0] - before[0] - 1)  # without the question itself
        return used

    runs = {"ours": lambda: counted("ours", [bench, urls, "64"])}
    if reference:
        minimal = [reference, "conc=64", "sniff=1", f"maxconnects={2 * HOSTS}", urls]
        runs["minimal loop"] = lambda: counted("minimal loop", minimal)
    results = interleaved(7, runs)
    cost = {name: [used.field("us_cpu/req") for used in useds] for name, useds in results.items()}
    for name, values in cost.items():
        line(f"CPU a request, {name}",
             f"{median(values):.1f} us {spread(values)}   connections {median(connections[name]):.0f}")
    if reference:
        ratios = [ours / theirs for ours, theirs in zip(cost["ours"], cost["minimal loop"])]
        goal("P4", "CPU a request / minimal loop, median of pairs", median(ratios), 1.15)
    else:
        skipped("P4 CPU a request", "needs the shared reference programs")
    goal("P4", "connections / hosts", median(connections["ours"]) / HOSTS, 1.5)


def newsboat_command(work, urls):
    if not shutil.which("newsboat"):
        return None
    config = os.path.join(work, "newsboat.conf")
    with open(config, "w", encoding="ascii") as file:
        file.write("reload-threads 16\n")
    return ["newsboat", "-q", "-C", config, "-u", urls, "-c", os.path.join(work, "newsboat.db"), "-x", "reload"]


def measure_unchanged_feeds(webclipd, reference, site, work):
    config = os.path.join(work, "feeds.yaml")
    addresses = [f"{site.base(number)}/feed-{number}.rss" for number in range(FEEDS)]
    with open(config, "w", encoding="ascii") as file:
        file.write(f"archive: {work}/feeds-archive\nfeeds:\n")
        file.writelines(f"  - {address}\n" for address in addresses)
        file.write("fetch: { allow_private: [ 127.0.0.0/8 ] }\npoliteness: { spacing: 0ms }\nlog: { level: error }\n")
    command = [webclipd, "--config", config, "run", "--once"]
    run(command)
    urls = os.path.join(work, "feed-urls")
    with open(urls, "w", encoding="ascii") as file:
        file.writelines(address + "\n" for address in addresses)
    newsboat = newsboat_command(work, urls)
    if newsboat:
        run(newsboat)  # the first time it reads all of them
    runs = {"pass": lambda: run([*command, "--all"]), "start": lambda: run(command)}
    if reference:
        runs["304"] = lambda: run([reference, "conc=16", "ims=1", f"maxconnects={2 * HOSTS}", urls])
    if newsboat:
        runs["newsboat"] = lambda: run(newsboat)
    results = interleaved(3, runs)
    cpu = {name: median(used.cpu for used in useds) for name, useds in results.items()}
    line(f"{FEEDS} unchanged feeds, run --once --all", f"{cpu['pass'] * 1e3:.0f} ms CPU, of it start and end "
         f"{cpu['start'] * 1e3:.0f} ms")
    if reference:
        line("the minimal loop's pass of 304", f"{cpu['304'] * 1e3:.0f} ms CPU")
        goal("P5", "CPU of the round (start left out) / minimal loop", (cpu["pass"] - cpu["start"]) / cpu["304"], 5)
    else:
        skipped("P5", "needs the shared reference programs")
    if newsboat:
        line("newsboat's reload of them", f"{cpu['newsboat'] * 1e3:.0f} ms CPU")
        goal("P5", "CPU of the round (start left out) / newsboat", (cpu["pass"] - cpu["start"]) / cpu["newsboat"], 0.1)
    else:
        skipped("P5 beside newsboat", "newsboat is not installed")


def main():
    build, work = sys.argv[1:3]
    reference = build_reference("fetch_bench.cpp", work, ["-lcurl"])
    heading(f"fetch: {REQUESTS} requests of 30 KB over {HOSTS} hosts of nginx on loopback")
    site = Site(os.path.join(work, "fetch"), HOSTS)
    for number in range(40):
        site.write(f"image-{number}.png", noise_png(number))
    for number in range(FEEDS):
        site.write(f"feed-{number}.rss", rss(f"Feed {number}", [(f"Item {item}", None) for item in range(15)]))
    with site:
        measure_fetching(os.path.join(build, "test", "bench", "webclip_fetch_bench"), reference, site, work)
        measure_unchanged_feeds(os.path.join(build, "daemon", "webclipd"), reference, site, work)


main()
