"""A folder of wheels to install from without a network, each held to its hash.

Run as `python -m tools.wheelhouse [PLATFORM…]`: fills build/wheelhouse/ with the versions of constraints.txt, and with
`requirements.txt`, which lists them with the hashes in deploy/requirements.txt. `--lock` writes that file anew, after a
look at what changed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "wheelhouse"
LOCK = ROOT / "deploy" / "requirements.txt"
PYTHON = "3.11"
PLATFORMS = {
    "linux": ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64"),
    "windows": ("win_amd64",),
}
_HEAD = "# What an offline installation accepts. Written by python -m tools.wheelhouse --lock.\n"
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def fetch(platforms: list[str], folder: Path) -> None:
    """Fetch the wheels of the group `run` for some platforms, as pip is set up on this machine."""
    for platform in platforms:
        named = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--group", "run",
             "--constraint", "constraints.txt", "--only-binary", ":all:", "--python-version", PYTHON, *named,
             "--dest", str(folder)],
            check=True, cwd=ROOT,
        )  # fmt: skip


def listed(folder: Path) -> dict[str, set[str]]:
    """The wheels of a folder: `name==version` to the hashes of its files."""
    found: dict[str, set[str]] = {}
    for wheel in sorted(folder.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        pin = f"{name.replace('_', '-').lower()}=={version}"
        found.setdefault(pin, set()).add(sha256(wheel.read_bytes()).hexdigest())
    return found


def text(wheels: dict[str, set[str]]) -> str:
    """Wheels as a requirements file with hashes."""
    lines = (
        " \\\n".join([pin, *(f"    --hash=sha256:{digest}" for digest in sorted(hashes))])
        for pin, hashes in sorted(wheels.items())
    )
    return _HEAD + "\n".join(lines) + "\n"


def unknown(wheels: dict[str, set[str]], lock: str) -> list[str]:
    """The wheels whose hash the lock does not hold."""
    known = set(_HASH.findall(lock))
    return [pin for pin, hashes in wheels.items() if not hashes <= known]


def main() -> int:
    """Fill the folder; 1 where a wheel is not the one that was locked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platforms", nargs="*", help="、".join(PLATFORMS))
    parser.add_argument("--lock", action="store_true", help="write deploy/requirements.txt anew")
    options = parser.parse_args()
    platforms = options.platforms or list(PLATFORMS)
    if set(platforms) - set(PLATFORMS):
        parser.error(f"平台只能是 {'、'.join(PLATFORMS)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    fetch(platforms, FOLDER)
    wheels = listed(FOLDER)
    if options.lock:
        LOCK.write_text(text(wheels), encoding="utf-8")
    strange = unknown(wheels, LOCK.read_text(encoding="utf-8"))
    if strange:
        print(f"这些文件与登记的不同，请勿安装：{'、'.join(strange)}", file=sys.stderr)
        return 1
    (FOLDER / "requirements.txt").write_bytes(LOCK.read_bytes())
    print(f"{FOLDER}：{len(wheels)} 个包。把整个项目文件夹带到内网，按 docs/deploy.md 安装。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
