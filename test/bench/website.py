"""A web site on loopback: many hosts 127.0.0.1 … 127.0.0.N, one port, files of one folder, nginx."""
import os
import random
import re
import socket
import struct
import subprocess
import time
import urllib.request
import zlib

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_rlimit_nofile 4096;
events {{ worker_connections 2048; }}
http {{
    types {{ text/html html; application/rss+xml rss; image/png png; text/plain txt; }}
    access_log off;
    client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
    uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
    keepalive_requests 100000;
    if_modified_since before;
    open_file_cache max=1500 inactive=60s;
    server {{
{listen}
        root {root};
        location = /status {{ stub_status; }}
    }}
}}
"""


class Site:
    """Serves `root` while it is used as a context."""

    def __init__(self, folder, hosts):
        self.folder = os.path.join(folder, "nginx")
        self.root = os.path.join(folder, "site")
        self.hosts = [f"127.0.0.{number + 1}" for number in range(hosts)]
        self.process = None
        os.makedirs(self.folder, exist_ok=True)
        os.makedirs(self.root, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def base(self, number):
        return f"http://{self.hosts[number % len(self.hosts)]}:{self.port}"

    def write(self, path, content):
        file = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode())

    def counters(self):
        """(connections accepted, requests) since the start, this one included."""
        with urllib.request.urlopen(self.base(0) + "/status") as answer:
            numbers = re.search(rb"requests\s+(\d+) (\d+) (\d+)", answer.read())
        return int(numbers.group(1)), int(numbers.group(3))

    def __enter__(self):
        listen = "\n".join(f"        listen {host}:{self.port} backlog=1024;" for host in self.hosts)
        file = os.path.join(self.folder, "nginx.conf")
        with open(file, "w", encoding="ascii") as out:
            out.write(CONFIGURATION.format(folder=self.folder, root=self.root, listen=listen))
        nginx = "/usr/sbin/nginx" if os.path.exists("/usr/sbin/nginx") else "nginx"
        self.process = subprocess.Popen([nginx, "-c", file, "-p", self.folder], stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                self.counters()
                return self
            except OSError:
                time.sleep(0.05)
        raise SystemExit("bench: nginx does not answer, see " + self.folder)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def noise_png(seed, width=128, height=80):
    """A real picture of about 30 KB that no two seeds share."""
    noise = random.Random(seed)
    rows = b"".join(b"\0" + noise.randbytes(width * 3) for _ in range(height))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 0)) +
            chunk(b"IEND", b""))


def rss(title, items):
    """items: [(title, link or None)]; one without a link is read and then left alone."""
    body = "".join(
        f"<item><title>{name}</title><guid isPermaLink=\"false\">{title} {name}</guid>"
        + (f"<link>{link}</link>" if link else "")
        + "<pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;"
        + "A few words about it, as feeds have them. " * 8 + "&lt;/p&gt;</description></item>"
        for name, link in items)
    return (f"<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>{title}</title>"
            f"<link>https://www.example.org/</link><description>d</description>{body}</channel></rss>")
