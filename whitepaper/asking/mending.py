"""A question as it was meant: pinyin as characters, one wrong character put right, what is excluded left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from whitepaper.asking.names import Names
from whitepaper.asking.words import INTENT, occurrences
from whitepaper.model.text import folded, letters
from whitepaper.printed.reading import in_figures

LONGEST_QUESTION = 200
CLAUSES = re.compile(r"[，,；;。？?！!（）()：:\n]")
LATIN = re.compile(r"[a-z]{3,}")
YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
APART = re.compile(rf"(\d)\s+(?={YEAR.pattern})")
"""A number and a year with a blank between them, which are one number without it: PM2.5 2023年."""
BETWEEN = "的"  # says nothing of its own
FIGURES = re.compile(r"\d+(?:\.\d+)?(?:%|万亿|万|亿)?")
ANY = "."
WINDOWS = (6, 5, 4, 3, 2)  # of characters, one of which is wrong
SURE = 4  # so many that agree but for one need not sound alike
READ_ALIKE = 2
MOST_MENDED = 2


@dataclass(frozen=True)
class Mended:
    """A question ready to be read.

    text: folded, without marks; clauses: its parts, folded; figures: the numbers that it names; changes: what was
    typed to what was read instead.
    """

    text: str
    clauses: tuple[str, ...]
    figures: tuple[str, ...]
    changes: tuple[tuple[str, str], ...] = ()


def mended(question: str, names: Names) -> Mended:
    """A question with its slips put right, as far as the names of the data leave no doubt what was meant."""
    plain = in_figures(folded(APART.sub(r"\1，", question[:LONGEST_QUESTION])))
    for word, meant in names.words.of_kind("spoken"):
        plain = plain.replace(word, meant)
    figures = tuple(FIGURES.findall(plain.replace(",", "")))
    excluded = [word for word, _ in names.words.of_kind("negation")]
    parts = [letters(part) for part in CLAUSES.split(plain)]
    parts = [part for part in parts if part and not any(part.startswith(word) for word in excluded)]
    changes: list[tuple[str, str]] = []
    clauses = tuple(_rejoined(_corrected(_spelled(part, names, changes), names, changes), names) for part in parts)
    return Mended(_together(clauses), clauses, figures, tuple(changes))


def _together(clauses: Iterable[str]) -> str:
    """The clauses as one text; a year stays apart from a number before it."""
    text = ""
    for clause in clauses:
        text += (BETWEEN if text[-1:].isdecimal() and YEAR.match(clause) else "") + clause
    return text


def _spelled(text: str, names: Names, changes: list[tuple[str, str]]) -> str:
    """Runs of Latin letters that no name has, as the names that are spelled so."""

    def read(found: re.Match[str]) -> str:
        run = found[0]
        if run in names.text:
            return run
        meant = names.sounds.initialled(run) or _split(run, names)
        if meant:
            changes.append((run, meant))
        return meant or run

    return LATIN.sub(read, text)


def _split(run: str, names: Names) -> str:
    """A run of pinyin as the fewest names; empty where it cannot be read."""
    best: dict[int, tuple[int, str]] = {0: (0, "")}
    known = names.sounds.names(run)
    for end in range(1, len(run) + 1):
        for start in range(end):
            name = known.get(run[start:end])
            if name is not None and start in best:
                candidate = (best[start][0] + 1, best[start][1] + name)
                best[end] = min(best.get(end, candidate), candidate, key=lambda one: one[0])
    return best.get(len(run), (0, ""))[1]


def _corrected(text: str, names: Names, changes: list[tuple[str, str]]) -> str:
    """A text with at most MOST_MENDED characters put right."""
    for _ in range(MOST_MENDED):
        strange = _strange(text, names)
        fault = next((one for size in WINDOWS if strange and (one := _fault(text, names, size, strange))), None)
        if fault is None:
            return text
        start, window, meant = fault
        changes.append((window, meant))
        text = text[:start] + meant + text[start + len(window) :]
    return text


def _rejoined(text: str, names: Names) -> str:
    """A text whose last word is put together where how much stands within it: 取水多少 for 取了多少水."""
    little = {word for word, code in names.words.of_kind("filler") if code == "linking"}
    for amount in (word for word, code in names.words.of_kind(INTENT) if code == "level" and len(word) > 1):
        before, last = text[: -len(amount) - 1], text[-1:]
        if text[-len(amount) - 1 : -1] != amount or last in names.units:
            continue
        at = len(before) - (2 if before[-1:] in little else 1)
        if at >= 0 and before[at] + last in names.known:
            return before[: at + 1] + last + amount
    return text


def _fault(text: str, names: Names, size: int, strange: set[int]) -> tuple[int, str, str] | None:
    """A window of a text that is a name but for one character: where, what stands there, and what was meant."""
    for start in range(len(text) - size + 1):
        window = text[start : start + size]
        for at in range(size):
            if start + at not in strange or not _is_character(window[at]):
                continue
            pattern = re.escape(window[:at]) + ANY + re.escape(window[at + 1 :])
            bounds = r"(?m)^", r"$"
            searched = pattern if size > READ_ALIKE else pattern.join(bounds)
            for found in re.finditer(searched, names.text):
                meant = found[0]
                others = strange & set(range(start, start + size)) - set(range(start + at - 1, start + at + 2))
                is_inside = size >= SURE and 0 < at < size - 1 and not others and not names.is_asking(found.span())
                is_alike = names.sounds.is_alike(window[at], meant[at])
                if _is_character(meant[at]) and (is_inside or is_alike):
                    return start, window, meant
    return None


def _is_character(letter: str) -> bool:
    """Whether a letter is a Chinese character."""
    return unicodedata.name(letter, "").startswith("CJK UNIFIED")


def _strange(text: str, names: Names) -> set[int]:
    """Places of characters that stand in no known pair, in no word of questions, and in no number or document's."""
    known = {place for mark in names.words.find(text) for place in range(mark.start, mark.end)}
    known |= {place for figure in FIGURES.finditer(text) for place in range(*figure.span())}
    rows = [word for word, code in names.words.of_kind("holding") if code == "row"]
    known |= {
        figure.start() - 1
        for figure in FIGURES.finditer(text)
        for word in rows
        if figure.start() and text.startswith(f"{word[0]}{figure[0]}{word[1:]}", figure.start() - 1)
    }  # fmt: skip  第2号
    for series in map(letters, names.series.values()):
        for start in occurrences(series, text):
            known |= set(range(start, start + len(series)))
    for at in range(len(text) - 1):
        if text[at : at + 2] in names.known:
            known |= {at, at + 1}
    for name, _ in names.areas:
        for start in occurrences(name, text):
            known |= set(range(start, start + len(name)))
    return set(range(len(text))) - known
