"""Every run-time dependency with its version and licence.

Run as `python -m tools.licences`: lists what deploy/requirements.txt installs, as the packages themselves say; ends
with status 1 where one is not installed in that version, or is under no licence that this project has accepted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "deploy" / "requirements.txt"
ACCEPTED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Zlib",
})  # fmt: skip
"""Licences under which a library may be used unchanged, and passed on, by whoever serves the dashboard."""
CALLED = {
    "3-Clause BSD License": "BSD-3-Clause", "Apache License 2.0": "Apache-2.0", "BSD License": "BSD-3-Clause",
    "MIT License": "MIT", "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}  # fmt: skip
"""What packages call them that do not use the list of SPDX."""
_CLASSIFIER = "License :: OSI Approved :: "
_PIN = re.compile(r"^(\S+)==(\S+)", re.MULTILINE)


def licence(said: Message) -> str:
    """The licence that the metadata of a package names, as SPDX calls it where it is known; empty for none."""
    classified = [
        line.removeprefix(_CLASSIFIER) for line in said.get_all("Classifier", []) if line.startswith(_CLASSIFIER)
    ]
    text = (said.get("License") or "").strip()
    named = said.get("License-Expression") or (text if "\n" not in text else "") or " AND ".join(classified)
    return CALLED.get(named, named)


def is_accepted(named: str) -> bool:
    """Whether one of the licences to choose from is accepted, all its parts included."""
    return any(ACCEPTED.issuperset(re.split(r" AND ", one)) for one in re.sub(r"[()]", "", named).split(" OR "))


def found(pins: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Name, version, licence and fault of each package, the last empty where there is none. pins: name to version."""
    rows = []
    for name, version in pins.items():
        try:
            said = metadata(name)
        except PackageNotFoundError:
            rows.append((name, version, "", "没有安装：请先运行 make run 或 pip install -r deploy/requirements.txt"))
            continue
        own, fault = licence(said), ""
        if said["Version"] != version:
            fault = f"装的是 {said['Version']}"
        elif not is_accepted(own):
            fault = "许可证不在已接受之列：请核实后加入 tools/licences.py，或换用别的库"
        rows.append((name, version, own, fault))
    return rows


def main() -> int:
    """Print the list; 1 where there is a fault."""
    rows = found(dict(_PIN.findall(LOCK.read_text(encoding="utf-8"))))
    for row in rows:
        print("\t".join(filter(None, row)))
    faults = [row for row in rows if row[-1]]
    print(f"{len(rows)} 个包，{len(faults)} 个有问题。", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
