"""Find Chromium and a Chinese font for tests and benchmarks; install them where that is possible.

Run as a script it makes sure of both: on a machine with Debian's packages and the right to install
it does so itself, elsewhere it says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
"""Chromium without windows of its own: a page costs a fifth less of the processor."""
PACKAGES = {"browser": "chromium", "shell": "chromium-headless-shell", "font": "fonts-noto-cjk"}
WANTED = {
    "browser": "Chromium、Chrome 或 Edge（或用环境变量 CHROMIUM 指明程序位置）",
    "font": "中文字体，如 Noto Sans CJK",
}
_QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
FLAGS = (*_QUIET, "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
"""How a browser is started: nothing of its own goes out, and WebGL is drawn by the processor."""
PLAIN = (*_QUIET, "--disable-gpu")
"""The same without WebGL, which makes every page slower."""


def find_browser() -> str | None:
    """Path of a Chromium-like browser, or None."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES]
    return next((path for path in candidates if path and Path(path).exists()), None)


def find_shell() -> str | None:
    """Path of a browser without windows, for tests; of any other where there is none, or where CHROMIUM names one."""
    shells = [] if os.environ.get("CHROMIUM") else [shutil.which(name) for name in SHELLS]
    return next((path for path in shells if path), None) or find_browser()


def has_chinese_font() -> bool:
    """Whether a font with Chinese characters is installed; Windows and macOS bring one."""
    if sys.platform in {"win32", "darwin"}:
        return True
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, text=True, check=True).stdout.strip())


def missing() -> list[str]:
    """Which of browser and font are not there."""
    return [name for name, present in {"browser": find_browser(), "font": has_chinese_font()}.items() if not present]


def lacks_shell() -> bool:
    """Whether tests run in the Chromium of a Linux system, though there may be one without windows."""
    return not os.environ.get("CHROMIUM") and Path(find_shell() or "").name == NAMES[0]


def install(names: list[str]) -> None:
    """Install Debian's packages for what is missing, where there is apt-get and the right to use it."""
    apt = shutil.which("apt-get")
    prefix = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
    if apt is None or (prefix and shutil.which("sudo") is None):
        return
    packages = ["fontconfig", *(PACKAGES[name] for name in names)]
    for command in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        finished = subprocess.run([*prefix, apt, *command], check=False)
        if finished.returncode:
            return


def main() -> int:
    """Make sure of browser and font; 1 with a line for each that is still missing. Tests do without the shell."""
    if missing():
        install(missing())
    if lacks_shell():
        install(["shell"])
    still = missing()
    for name in still:
        print(
            f"浏览器测试缺少{WANTED[name]}：请安装后重试（Debian、Ubuntu：apt-get install {PACKAGES[name]}）",
            file=sys.stderr,
        )
    return 1 if still else 0


if __name__ == "__main__":
    sys.exit(main())
