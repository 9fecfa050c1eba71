"""The whole chain beside wget: processor time a clip, page and pictures, daemon and readers together (P8)."""
import json
import os
import shutil
import sys

import clips
from figures import goal, heading, interleaved, line, median, run, spread
from website import Site

CLIPS = 250
HOSTS = 20
ROUNDS = 3


class Chain:
    def __init__(self, webclipd, site, work, addresses):
        self.webclipd, self.site, self.work = webclipd, site, work
        self.addresses = addresses
        self.requests = {}

    def fresh(self, name):
        folder = os.path.join(self.work, name)
        shutil.rmtree(folder, ignore_errors=True)
        return folder

    def ours(self, name):
        config, archive = os.path.join(self.work, name + ".yaml"), self.fresh(name + "-archive")
        clips.write_config(self.site, config, archive, "log: { level: error }\n")
        before = self.site.counters()[1]
        used = run([self.webclipd, "--config", config, "run", "--once", "--json"])
        self.requests[name] = (self.site.counters()[1] - before - 1) / CLIPS
        return used

    def start_alone(self):
        config, archive = os.path.join(self.work, "nothing.yaml"), self.fresh("nothing-archive")
        with open(config, "w", encoding="ascii") as file:
            file.write(f"archive: {archive}\nfeeds: []\nlog: {{ level: error }}\n")
        return run([self.webclipd, "--config", config, "run", "--once", "--json"])

    def wget(self, name, count, extra, one_by_one=False):
        """`wget -p` of the first `count` pages: one process for all, or one for each as a clipper would call it."""
        urls, folder = os.path.join(self.work, "chain-urls"), self.fresh("chain-wget")
        with open(urls, "w", encoding="ascii") as file:
            file.writelines(address + "\n" for address in self.addresses[:count])
        command = ["wget", "-q", "-p", "-P", folder, *extra]
        command = ["xargs", "-a", urls, "-n", "1", *command] if one_by_one else [*command, "-i", urls]
        before = self.site.counters()[1]
        # wget's 8 (and xargs's 123 of it): the server answered with an error, which a missing robots.txt is
        used = run(command, good_codes=(0, 8, 123))
        self.requests[name] = (self.site.counters()[1] - before - 1) / count
        return used


PEERS = {  # name: (pages, further options, a process for each page)
    "wget -p -i LIST": (CLIPS, [], False),
    "wget -p PAGE": (100, [], True),
    "wget -p into WARC": (40, ["--warc-file=warc"], False),
}


def main():
    build, work = sys.argv[1:3]
    site = Site(os.path.join(work, "chain"), HOSTS)
    addresses, what = clips.build(site, work, CLIPS)
    heading(f"chain: {CLIPS} pages of {what}, {clips.PICTURES} pictures of 30 KB each, {HOSTS} hosts")
    os.chdir(work)  # where wget leaves its WARC
    with site:
        chain = Chain(os.path.join(build, "daemon", "webclipd"), site, work, addresses)
        runs = {"webclipd": lambda: chain.ours("webclipd"), "start": chain.start_alone}
        for name, (count, extra, one_by_one) in PEERS.items():
            runs[name] = lambda name=name, count=count, extra=extra, one=one_by_one: chain.wget(name, count, extra, one)
        results = interleaved(ROUNDS, runs)
    counts = json.loads(results["webclipd"][-1].output)
    line("archived, pictures kept", f"{counts['archived']} of {CLIPS}, {counts['images'] - counts['images_missing']}")
    cost = {name: [used.cpu / PEERS.get(name, (CLIPS,))[0] * 1e6 for used in useds] for name, useds in results.items()}
    for name in ("webclipd", *PEERS):
        line(f"CPU a clip, {name}",
             f"{median(cost[name]):.0f} us {spread(cost[name])}   requests a clip {chain.requests[name]:.1f}")
    line("of it starting and stopping the daemon", f"{median(cost['start']):.0f} us a clip")
    line("wall, webclipd, all clips", f"{median(used.wall for used in results['webclipd']):.1f} s")
    for name, limit in (("wget -p -i LIST", 1.2), ("wget -p PAGE", 1.2), ("wget -p into WARC", 0.5)):
        goal("P8", "CPU a clip / " + name, median(cost["webclipd"]) / median(cost[name]), limit)


main()
