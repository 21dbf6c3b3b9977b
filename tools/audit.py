"""Known weaknesses of the pinned packages, asked of pip-audit's advisory service.

Run as `python -m tools.audit`: asks about every version of constraints.txt. Ends with status 1 where a weakness is
known, and with 2 where the service did not answer for all of them: not to know is not to be safe.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [
    sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt", "--no-deps", "--disable-pip",
    "--format", "json", "--progress-spinner", "off",
]  # fmt: skip

NAMED = 10
"""Packages named at most of those that were not asked about."""


def told(answer: str, said: str) -> tuple[int, str]:
    """Status and words. answer: JSON of pip-audit, empty where it has none; said: what it said of its own trouble."""
    try:
        packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        reason = said.strip().splitlines()[-1:] or ["没有说明原因"]
        return 2, f"没有问到漏洞库，不能说没有问题：{reason[0]}。请在能上网的机器上再运行 make audit。"
    weak = [
        f"{one['name']} {one['version']}：{weakness['id']}，修正于 {'、'.join(weakness['fix_versions']) or '尚无'}"
        for one in packages
        for weakness in one.get("vulns", [])
    ]
    unasked = [one["name"] for one in packages if "skip_reason" in one]
    lines = [*weak]
    if unasked:
        lines.append(
            f"{len(packages)} 个包中有 {len(unasked)} 个没有问到，不能说没有问题："
            f"{'、'.join(unasked[:NAMED])}{'等' if len(unasked) > NAMED else ''}。请在能上网的机器上再运行 make audit。"
        )
    if not packages:
        lines.append("constraints.txt 没有列出任何包，没有问什么。")
    elif not lines:
        lines.append(f"{len(packages)} 个包都问过，没有已知漏洞。")
    return (1 if weak else 2 if unasked or not packages else 0), "\n".join(lines)


def main() -> int:
    """Ask, and say what is known."""
    made = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True, check=False)
    status, words = told(made.stdout, made.stderr)
    print(words)
    return status


if __name__ == "__main__":
    sys.exit(main())
