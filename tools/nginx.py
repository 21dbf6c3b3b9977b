"""Run nginx with the files of deploy/nginx, placed on ports of this machine."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"  # Debian's is not on every path
SHIPPED = Path(__file__).resolve().parents[1] / "deploy" / "nginx"
PATIENCE = 60.0  # seconds


def listens(port: int) -> bool:
    """Whether a server answers on a port of this machine."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def nginx(folder: Path, *servers: str, cut: str = "") -> Iterator[None]:
    """Nginx with the shipped snippet and these parts of http {}; cut: time after which it drops a silent line."""
    snippet = (SHIPPED / "snippet.conf").read_text("utf-8")
    if cut:
        snippet = snippet.replace("proxy_read_timeout 1h", f"proxy_read_timeout {cut}")
        assert cut in snippet
    (folder / "snippet.conf").write_text(snippet, "utf-8")
    wanted = "\n".join(servers).replace("/etc/nginx/snippets/quality-dashboard.conf", str(folder / "snippet.conf"))
    temporary = "".join(f"{kind}_temp_path {folder};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; events {{}}\n"
        f"http {{ access_log off; {temporary} include /etc/nginx/mime.types;\n{wanted}\n}}\n",
        "utf-8",
    )
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    process = subprocess.Popen(command)
    try:
        deadline = time.monotonic() + PATIENCE
        for port in re.findall(r"listen 127\.0\.0\.1:(\d+)", wanted):
            while not listens(int(port)):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"nginx does not listen on {port}: see {folder}/error.log")
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def placed(name: str, ports: dict[str, int], processes: tuple[int, ...], folder: Path) -> str:
    """A shipped file with ports and certificate of this machine. ports: the shipped `listen` to that in its place."""
    text = (SHIPPED / name).read_text("utf-8")
    for shipped, port in ports.items():
        assert shipped in text
        text = text.replace(shipped, f"listen 127.0.0.1:{port}")
    for shipped, own in {
        "/etc/ssl/certs/quality.example.pem": f"{folder}/cert.pem",
        "/etc/ssl/private/quality.example.key": f"{folder}/key.pem",
        "server 127.0.0.1:8501;": " ".join(f"server 127.0.0.1:{port};" for port in processes),
    }.items():
        text = text.replace(shipped, own)
    return text


def shared(processes: tuple[int, ...], folder: Path) -> str:
    """Upstream and map of the shipped file, which a portal takes over."""
    return placed("dashboard.conf", {}, processes, folder).partition("# 明文")[0]


def plain_server(port: int, name: str, folder: Path) -> str:
    """A server on plain http that leads everything to the dashboard."""
    return (
        f"server {{ listen 127.0.0.1:{port}; server_name {name};\ninclude {folder}/snippet.conf;\n"
        "location / { proxy_pass http://quality_dashboard; } }"
    )
