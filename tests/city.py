"""A small city made up for tests: three districts whose papers have the form of the two that are made up already."""

from pathlib import Path

from benchmarks.city import Plan, lay
from tests.two_editions import SECOND, laid_out
from whitepaper.model.dataset import Dataset

PLAN = Plan(districts=3, towns=7, papers=2, last=SECOND)
FIRST, SECOND_ONE, THIRD = (PLAN.code(number) for number in range(PLAN.districts))
NAMES = {FIRST: "示例区一", SECOND_ONE: "示例区二", THIRD: "示例区三"}
ALIKE, APART, UNDECLARED = "economy.output", "economy.revenue", "quality.samples"
"""Indicators that all declare alike, that one defines otherwise, that nobody declares to compare."""


def city(folder: Path, plan: Plan = PLAN) -> Dataset:
    """The city in a folder, not yet built."""
    template = laid_out(folder.with_name(f"{folder.name}-template"))
    return lay(template, folder, plan)
