"""The daemon for minutes against two hundred hosts with every fault at random: ./dev soak [SECONDS]

Only loopback is asked: 127.0.1.1 to 127.0.1.200, each a host with a feed that grows. In the middle the daemon is told
to reload, loses the network, and is stopped and started again. At the end the faults stop, and then these must hold:
every entry that a feed named is archived, no host was asked more often than its spacing (by the server's own record),
memory and the rate of requests are flat, the stop took less than 5 seconds, catalog and blobs are sound.
"""
import asyncio
import collections
import gzip
import hashlib
import json
import os
import random
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HOSTS = 200
SPACING = 0.5
CRAWL_DELAY = 1.0  # asked for by every tenth host
POLL = 15          # seconds between two looks at a feed
NEW_ITEM = 40      # seconds between two items of a feed
DRAIN = 240        # seconds without faults for what is left, at most

PNG = (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\x2c\0\0\0\xc8\x08\x02\0\0\0" + b"\0\0\0\0" + b"\0" * 64)
PROSE = "".join(
    f"<p>Paragraph {number} of an article that is long enough to be one: the river rose in the night, and by the "
    "morning the lower street was under water, so that people carried their chairs upstairs.</p>" for number in range(8))

# How often each fault is chosen, one beside the other. All of them pass, so that every entry can be archived at last.
WEIGHTS = {"status_500": 3, "reset": 3, "silence": 1, "drip": 1, "cut_gzip": 3, "bad_gzip": 2, "short": 3, "chunks": 2,
           "slow_then_fine": 2, "busy": 0.2}


class Fault:
    """What a server can do wrong, as coroutines over a connection's writer."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.active = True
        self.counts = collections.Counter()

    def choose(self, path):
        """The name of a fault, or None."""
        if not self.active or path == "/robots.txt" or self.random.random() > 0.35:
            return None
        if path == "/feed" and self.random.random() < 0.5:
            name = self.random.choice(list(FINAL))
        else:
            name = self.pass_by()
        self.counts[name] += 1
        return name

    def pass_by(self):
        return self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]


# Faults that end an entry for good; so they meet feeds alone, which are asked again whatever happened.
FINAL = {
    "flood": lambda ok: ok + b"X-Flood: 0123456789\r\n" * 8000 + b"\r\n",
    "huge": lambda ok: ok + b"Content-Length: 5000000000\r\n\r\n" + b"x" * 100_000,
    "loop": lambda ok: b"HTTP/1.1 302 Found\r\nLocation: /feed\r\nContent-Length: 0\r\n\r\n",
    "inside": lambda ok: b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\nContent-Length: 0\r\n\r\n",
    "other_protocol": lambda ok: b"SSH-2.0-OpenSSH_9.2\r\n",
    "two_lengths": lambda ok: ok + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nshort!",
    "page_gone": lambda ok: b"HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n",
    "no_feed": lambda ok: ok + b"Content-Length: 5\r\n\r\n<html",
}


class Site:
    """All hosts, one port, one log."""

    def __init__(self, fault):
        self.fault = fault
        self.log = collections.defaultdict(list)  # host -> [(time, path)]
        self.started = time.monotonic()
        self.servers = []
        self.connections = set()
        self.lag = 0.0
        self.items_until = None
        self.restarted = 0.0
        with socket.socket() as probe:
            probe.bind(("127.0.1.1", 0))
            self.port = probe.getsockname()[1]

    def hosts(self):
        return [f"127.0.1.{number}" for number in range(1, HOSTS + 1)]

    def base(self, host):
        return f"http://{host}:{self.port}"

    def items(self, host):
        """How many items the feed of a host has by now; hosts begin one after the other."""
        number = int(host.rsplit(".", 1)[1])
        end = self.items_until or time.monotonic()
        return 1 + max(0, int((end - self.started - number * NEW_ITEM / HOSTS) / NEW_ITEM))

    async def open(self):
        for host in self.hosts():
            self.servers.append(await asyncio.start_server(
                lambda reader, writer, host=host: self.serve(host, reader, writer), host, self.port, backlog=64))

    async def close(self):
        """The network is gone: nothing listens, every connection breaks."""
        for server in self.servers:
            server.close()
        for writer in list(self.connections):
            writer.transport.abort()
        self.servers.clear()

    async def watch_lag(self):
        """How late this process is: no time in the log is off by more."""
        while True:
            before = time.monotonic()
            await asyncio.sleep(0.02)
            self.lag = max(self.lag, time.monotonic() - before - 0.02)

    async def serve(self, host, reader, writer):
        self.connections.add(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                path = head.split(b" ", 2)[1].decode()
                self.log[host].append((time.monotonic(), path))
                if not await self.answer(host, path, head, writer):
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # cancelled: the soak is over
        finally:
            self.connections.discard(writer)
            writer.close()

    def content(self, host, path):
        if path == "/robots.txt":
            rules = "User-agent: *\nDisallow: /never\n"
            if int(host.rsplit(".", 1)[1]) % 10 == 0:
                rules += f"Crawl-delay: {CRAWL_DELAY:g}\n"
            return "text/plain", rules.encode()
        if path == "/feed":
            items = "".join(f"<item><title>Item {number} of {host}</title><link>{self.base(host)}/item-{number}</link></item>"
                            for number in range(self.items(host)))
            return "application/rss+xml", (f"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{host}</title>"
                                           f"{items}</channel></rss>").encode()
        if path.endswith(".png"):
            return "image/png", PNG + path.encode()
        return "text/html; charset=utf-8", (
            f"<!DOCTYPE html><html lang=en><head><title>{path[1:]} of {host}</title></head><body><main><article>"
            f"<h1>{path[1:]} of {host}</h1><figure><img src=\"{path}.png\" alt=\"\"></figure>{PROSE}</article></main>"
            "</body></html>").encode()

    async def answer(self, host, path, head, writer):
        """False when the connection is to be closed."""
        kind, body = self.content(host, path)
        etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        fault = self.fault.choose(path)
        if fault:
            return await self.misbehave(fault, kind, body, writer)
        if etag.encode() in head:
            writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode())
        else:
            coded = gzip.compress(body, 1) if b"gzip" in head and kind != "image/png" else None
            extra = "Content-Encoding: gzip\r\n" if coded else ""
            body = coded or body
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nETag: {etag}\r\n{extra}"
                         f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        return True

    async def misbehave(self, fault, kind, body, writer):
        ok = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n".encode()

        def send(data):
            writer.write(data)

        packed = gzip.compress(body, 1)
        if fault == "status_500":
            send(b"HTTP/1.1 500 Trouble\r\nContent-Length: 0\r\n\r\n")
        elif fault == "busy":
            send(b"HTTP/1.1 503 Busy\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n")
        elif fault == "reset":
            writer.transport.abort()
            return False
        elif fault == "silence":
            await asyncio.sleep(30)
        elif fault == "drip":
            for byte in ok + b"Content-Length: 1000\r\n\r\n" + b"x" * 60:
                send(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0.1)
        elif fault == "cut_gzip":
            cut = packed[:len(packed) // 2]
            send(ok + f"Content-Encoding: gzip\r\nContent-Length: {len(cut)}\r\n\r\n".encode() + cut)
        elif fault == "bad_gzip":
            bad = packed[:-8] + bytes(8)
            send(ok + f"Content-Encoding: gzip\r\nContent-Length: {len(bad)}\r\n\r\n".encode() + bad)
        elif fault == "short":
            send(ok + f"Content-Length: {len(body) + 100}\r\n\r\n".encode() + body)
            return await self.end(writer)
        elif fault == "chunks":
            send(ok + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            return await self.end(writer)
        elif fault in FINAL:
            send(FINAL[fault](ok))
            return await self.end(writer)
        elif fault == "slow_then_fine":
            await asyncio.sleep(0.7)
            send(ok + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()
        return True

    @staticmethod
    async def end(writer):
        await writer.drain()
        return False


def pss_mib(pid):
    """The daemon and its readers, shared pages by their share."""
    total = 0
    try:
        children = [pid]
        for thread in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                children += map(int, file.read().split())
        for child in set(children):
            with open(f"/proc/{child}/smaps_rollup", encoding="ascii") as file:
                total += next(int(row.split()[1]) for row in file if row.startswith("Pss:"))
    except OSError:
        pass
    return total / 1024


class Daemon:
    def __init__(self, webclipd, config, log):
        self.command = [webclipd, "--config", config]
        self.log = open(log, "ab")
        self.process = None

    def start(self):
        self.process = subprocess.Popen([*self.command, "run"], stdout=self.log, stderr=self.log)

    async def stop(self):
        """Seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        while self.process.poll() is None and time.monotonic() - began < 60:
            await asyncio.sleep(0.02)
        return time.monotonic() - began, self.process.returncode

    async def status(self):
        process = await asyncio.create_subprocess_exec(
            *self.command, "status", "--json", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out, _ = await process.communicate()
        return json.loads(out) if process.returncode == 0 else {}


class Verdict:
    def __init__(self):
        self.failed = False

    def check(self, what, holds, detail):
        print(f"  {'ok    ' if holds else 'FAILED'} {what}: {detail}", flush=True)
        self.failed = self.failed or not holds


def write_config(path, site, archive):
    with open(path, "w", encoding="ascii") as file:
        file.write(f"archive: {archive}\nfeeds:\n")
        file.writelines(f"  - {site.base(host)}/feed\n" for host in site.hosts())
        file.write("fetch: { allow_private: [ 127.0.0.0/8 ], connect_timeout: 2s, total_timeout: 8s, image_timeout: 8s,"
                   " low_speed_time: 2s }\n"
                   f"politeness: {{ every: {POLL}s, at_least: {POLL // 2}s, retry_first: 2s, retry_most: 20s,"
                   f" entry_attempts: 1000, spacing: {int(SPACING * 1000)}ms }}\nlog: {{ level: warn }}\n")


def too_close(site):
    """(most seconds below its spacing, where) over every pair of requests to one host that followed each other."""
    worst = (-1.0, "")
    for host, requests in site.log.items():
        slow = int(host.rsplit(".", 1)[1]) % 10 == 0
        known_since = None  # requests since robots.txt was asked; a new process has to ask again
        for (before, path), (after, next_path) in zip(requests, requests[1:]):
            if before < site.restarted <= after:
                known_since = None
            # While its answer is under way the next request may be started by the general spacing.
            spacing = CRAWL_DELAY if slow and known_since is not None and known_since > 1 else SPACING
            if path == "/robots.txt":
                known_since = 0
            elif known_since is not None:
                known_since += 1
            worst = max(worst, (spacing - (after - before), f"{host}{next_path} after {path}"))
    return worst


def check_archive(verdict, site, archive):
    database = sqlite3.connect(f"file:{archive}/catalog.db?mode=ro", uri=True)
    integrity = database.execute("PRAGMA integrity_check").fetchone()[0]
    foreign = database.execute("PRAGMA foreign_key_check").fetchall()
    verdict.check("catalog is sound", integrity == "ok" and not foreign, integrity)
    named = {f"{site.base(host)}/item-{number}" for host in site.hosts() for number in range(site.items(host))}
    archived = {row[0] for row in database.execute("SELECT url FROM entries WHERE state = 'archived'")}
    lost = named - archived
    verdict.check("no entry is lost", not lost, f"{len(named)} named, {len(named & archived)} archived"
                  + (f", lost for example {sorted(lost)[0]}" if lost else ""))
    damaged = 0
    blobs = 0
    for folder, _, files in os.walk(os.path.join(archive, "blobs")):
        for name in files:
            blobs += 1
            with open(os.path.join(folder, name), "rb") as file:
                damaged += hashlib.sha256(file.read()).hexdigest() != name
    verdict.check("every blob has its hash", damaged == 0, f"{blobs} blobs, {damaged} damaged")
    posts = sum(len(files) for _, _, files in os.walk(os.path.join(archive, "posts")))
    verdict.check("every clip has its post", posts >= len(named & archived), f"{posts} posts")


async def sample(site, daemon, samples):
    while True:
        await asyncio.sleep(2)
        if daemon.process.poll() is None:
            samples.append((time.monotonic(), pss_mib(daemon.process.pid), sum(map(len, site.log.values()))))


async def soak(webclipd, seconds, work):
    verdict = Verdict()
    fault = Fault(7)
    site = Site(fault)
    archive = os.path.join(work, "archive")
    config = os.path.join(work, "soak.yaml")
    write_config(config, site, archive)
    await site.open()
    daemon = Daemon(webclipd, config, os.path.join(work, "log"))
    daemon.start()
    samples = []
    helpers = [asyncio.create_task(site.watch_lag()), asyncio.create_task(sample(site, daemon, samples))]
    start = time.monotonic()

    async def until(share):
        await asyncio.sleep(max(0.0, start + seconds * share - time.monotonic()))
        if daemon.process.poll() is not None:
            raise SystemExit(f"soak: the daemon ended by itself with {daemon.process.returncode}, see {work}/log")

    await until(0.15)
    daemon.process.send_signal(signal.SIGHUP)
    await until(0.25)
    await site.close()
    await until(0.30)
    await site.open()
    await until(0.40)
    took, code = await daemon.stop()
    verdict.check("stop in the middle", took < 5 and code == 0, f"{took:.2f} s, exit {code}")
    await asyncio.sleep(1)  # as RestartSec= would; when a host was last asked is known to the running process alone
    site.restarted = time.monotonic()
    daemon.start()
    await until(0.95)
    flat = [entry for entry in samples if entry[0] > start + 0.55 * seconds]
    await until(1)
    fault.active = False
    site.items_until = time.monotonic()
    entries = sum(site.items(host) for host in site.hosts())
    deadline = time.monotonic() + DRAIN
    while time.monotonic() < deadline:
        await asyncio.sleep(3)
        status = await daemon.status()
        if status.get("clips", 0) >= entries and status.get("pending", 1) == 0:
            break
    drained = time.monotonic() - start - seconds
    took, code = await daemon.stop()
    for helper in helpers:
        helper.cancel()
    verdict.check("stop at the end", took < 5 and code == 0, f"{took:.2f} s, exit {code}")
    print(f"  {sum(fault.counts.values())} faults of {len(fault.counts)} kinds in"
          f" {sum(map(len, site.log.values()))} requests to {len(site.log)} hosts; drained in {drained:.0f} s")
    below, where = too_close(site)
    verdict.check("no host is asked more often than its spacing", below <= site.lag + 0.05,
                  f"at most {below * 1000:.0f} ms early ({where}); this server was up to {site.lag * 1000:.0f} ms late itself")
    half = len(flat) // 2
    early, late = (statistics.median(entry[1] for entry in part) for part in (flat[:half], flat[half:]))
    verdict.check("memory is flat", late <= 1.1 * early + 2, f"{early:.1f} MiB, later {late:.1f} MiB")
    rates = [(part[-1][2] - part[0][2]) / (part[-1][0] - part[0][0]) for part in (flat[:half], flat[half:])]
    verdict.check("the rate of requests is flat", 0.6 <= rates[1] / rates[0] <= 1.67,
                  f"{rates[0]:.1f}/s, later {rates[1]:.1f}/s")
    check_archive(verdict, site, archive)
    await site.close()
    return verdict.failed


def main():
    webclipd = os.path.join(sys.argv[1], "daemon", "webclipd")
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    with tempfile.TemporaryDirectory(prefix="webclip-soak-") as work:
        print(f"soak: {seconds} s, {HOSTS} hosts on loopback", flush=True)
        failed = asyncio.run(soak(webclipd, seconds, work))
        if failed and os.environ.get("WEBCLIP_KEEP"):
            os.rename(work, work + "-kept")
            os.mkdir(work)
            print("soak: kept in " + work + "-kept")
    sys.exit(1 if failed else 0)


main()
