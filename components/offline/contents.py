"""All that the file says, as values: panels and tables of every selection that has numbers, lists, cards, words.

A reader of the file chooses a sector or sub-sector, one town, and one year or a few that follow each other. What
follows these is made here, once for each, by what the pages are made with; the file itself works out no number and no
sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components.drawing import charts, theme, town_map
from components.frame import runtime
from components.offline.compiled import FACET, WIDE, compiled
from components.offline.pool import Pool, said
from components.views import checks, overview, parts, results, sector_head, sectors, towns
from components.widgets import panels, plain_table
from components.widgets.panels import Part, Shown
from whitepaper.checks.judgement import FINDINGS
from whitepaper.files import csv_files, names
from whitepaper.model.cells import Table, of_frame
from whitepaper.model.selection import FILTERS, VALUE_SEPARATOR, Selection, to_query
from whitepaper.model.text import folded
from whitepaper.printed import wording
from whitepaper.store import index, indicator_facts, mentions, provenance, search
from whitepaper.store.store import HONOUR_TEXT, Store
from whitepaper.stories import stories, table_stories
from whitepaper.telling import lists, number_tables, table_sentences
from whitepaper.telling.palette import Mode
from whitepaper.telling.sheets import texts

MODES: tuple[Mode, ...] = ("light", "dark")
MAP, MAP_HEIGHT = "街镇地图", 560
DRAWN, REST = "spec", "rest"
BESIDE = "|"
"""Between the town and the years of a key; each is empty where all are shown."""
MOST_YEARS = 3
"""Years that can be chosen at once, next to each other: of any years whatever there are too many choices to be made."""
Years = tuple[int, ...]
"""A choice of years, empty for all."""


class Contents:
    """The parts of the file, each a value that JSON takes. Specifications stand apart, one list for each mode."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.specs: dict[Mode, Pool] = {"light": Pool(), "dark": Pool()}
        self.panels, self.tables = Pool(), Pool()
        self.rows = store.observations(Selection())
        self.years = spans(int(year) for year in self.rows["at_year"])

    def spec(self, drawn: Mapping[Mode, Mapping[str, Any]]) -> int:
        """The number of a drawing, which is the same in both modes."""
        bare = {mode: _configured(drawn[mode], mode) for mode in MODES}
        mark = said(bare)
        (number,) = {self.specs[mode].add(bare[mode], mark) for mode in MODES}
        return number

    def panel(self, drawn: Mapping[Mode, Shown], spoken: Mapping[str, Sequence[str]] | None = None) -> int:
        """The number of a panel, whose drawings are named by theirs; nothing is collected into a report.

        spoken: sentences of what stands out, as `parts.spoken`.
        """
        sent = {mode: panels.sent(replace(one, pin="")) for mode, one in drawn.items()}
        made = sent["light"]
        for place, part in enumerate(made["parts"]):
            own = {mode: sent[mode]["parts"][place] for mode in MODES}
            part[DRAWN] = None if part[DRAWN] is None else self.spec({mode: own[mode][DRAWN] for mode in MODES})
            part[REST] = [
                self.spec({mode: own[mode][REST][below] for mode in MODES}) for below in range(len(part[REST]))
            ]
        return self.panels.add(linked({**made, "spoken": spoken or {}}))

    def map(self, drawn: Mapping[Mode, Mapping[str, Any]]) -> int:
        """The number of the panel of a map, a click on which names a town."""
        parts_of = {mode: Part(MAP, spec=dict(spec), pick="area_id") for mode, spec in drawn.items()}
        return self.panel({mode: Shown("map", parts=(part,), is_plain=True) for mode, part in parts_of.items()})

    def arranged(self, wanted: parts.Arrangement) -> list[int]:
        """The panels of an arrangement."""
        made = {mode: parts.made(wanted, mode) for mode in MODES}
        return [
            self.panel({mode: made[mode][place] for mode in MODES}, parts.spoken(wanted, place, one))
            for place, one in enumerate(made["light"])
        ]

    def table(self, made: Table | pd.DataFrame, keys: Sequence[str | list[str]] = ()) -> int:
        """The number of a table as it is laid out.

        keys: of the numbers on its lines, or in the cells of each, where a click tells of them.
        """
        laid = plain_table.laid_of(made) if isinstance(made, Table) else plain_table.laid(made)
        return self.tables.add({"laid": laid, "keys": list(keys)})

    def subsectors(self) -> dict[str, dict[str, Any]]:
        """Sub-sector to what it shows under each town and the years that it has numbers of."""
        listed = self.store.frame("views").sort_values("order", kind="stable")
        return {
            key: {chosen: self.subsector(key, own, selection) for chosen, selection in self.chosen(own)}
            for key, own in listed.groupby("subsector_id", sort=False)
        }

    def chosen(self, views: pd.DataFrame) -> Iterator[tuple[str, Selection]]:
        """Nothing, one town, some years, or both, where the views have numbers of it."""
        own = self.rows[self.rows["indicator_id"].isin({key for keys in views["indicators"] for key in keys})]
        for area_id in ("", *self.store.towns["area_id"]):
            rows = own[own["area_id"] == area_id] if area_id else own
            for years in self.years:
                if not (rows[rows["at_year"].isin(years)] if years else rows).empty:
                    yield chosen(area_id, years)

    def subsector(self, key: str, views: pd.DataFrame, selection: Selection) -> dict[str, Any]:
        """The panels and tables of a sub-sector under a town and some years. views: its lines of `views`, in order."""
        tables = []
        for row in views[views["chart"] == stories.TABLE].itertuples():
            own = sectors.of_view(self.store, selection, row)
            if self.store.count(own):
                made = number_tables.of_numbers(self.store, own)
                sentence = table_sentences.of_numbers(row.title, made)
                tables.append({"title": row.title, "sentence": sentence, "table": self.table(made, keys_of(made))})
        return {"panels": self.arranged(sectors.arrangement(self.store, key, selection)), "tables": tables}

    def town(self, area_id: str) -> dict[str, Any]:
        """What the page of a town shows, its panels under each choice of years."""
        store = self.store
        report, notes = store.report(area_id), store.issued("town_notes").sort_values("order")
        own = notes[notes["area_id"] == area_id]
        kinds = {code: list(own.loc[own["kind"] == code, "text"]) for code in store.codes("note_kind")}
        points = [
            self.panel(dict.fromkeys(MODES, Shown(name, name, (Part(name, points=tuple(kinds[code])),))))
            for code, name in store.codes("note_kind").items()
            if kinds[code]
        ]
        honoured = store.honours(Selection(towns=(area_id,)))
        listed = store.frame("organisations").query("area_id == @area_id")
        listed = listed.assign(sources=listed["sources"].map("、".join))
        made = [chosen(area_id, years) for years in self.years]
        return {
            "name": store.name("areas", area_id),
            "place": report.appendix,
            "industry": report.industry,
            "group": report.group,
            "map": self.map({mode: towns.small_map((area_id,), mode, store.dataset_version) for mode in MODES}),
            "panels": {
                key: self.arranged(towns.arrangement(store, selection))
                for key, selection in made
                if store.count(selection)
            },
            "notes": points,
            "basis": f"要点据附录{report.appendix}概括，不是原文。" if points else "",
            "honours": self.table(lists.honours(honoured)) if len(honoured) else None,
            "honoured": len(honoured),
            "organisations": self.table(of_frame(listed, lists.ORGANISATION_HEADINGS)) if len(listed) else None,
            "named": len(listed),
        }

    def sector(self, sector_id: str) -> dict[str, Any]:
        """What the page of a sector shows besides its sub-sectors: its head under each choice of years, its lists."""
        store = self.store
        cases = store.issued("cases").query("sector_id == @sector_id")
        honours = store.honours(Selection(sector=sector_id))
        policies = store.issued("policies").query("sector_id == @sector_id")
        return {
            "heads": {
                key_of(years): sector_head.content(selection, "light", store.dataset_version)
                for years in self.years
                if store.count(selection := Selection(sector=sector_id, years=years))
            },
            "subsectors": [
                key for key in store.subsectors_of(sector_id) if key in set(store.frame("views")["subsector_id"])
            ],
            "cases": [
                {
                    "name": row.title,
                    "title": f"案例{row.case_no}　{row.title}",
                    "summary": row.summary,
                    "source": f"来源：案例{row.case_no} · {wording.section(row.section)}"
                    + (f" · 涉及：{'、'.join(row.organisations)}" if len(row.organisations) else ""),
                }
                for row in cases.itertuples()
            ],
            "honours": self.table(lists.honours(honours)) if len(honours) else None,
            "honoured": len(honours),
            "policies": self.table(of_frame(policies, lists.POLICY_HEADINGS)) if len(policies) else None,
            "issued": len(policies),
        }

    def overviews(self) -> dict[str, Any]:
        """The first page under each choice of years."""
        made = {}
        for years in self.years:
            content = overview.content(Selection(years=years), "light", self.store.dataset_version)
            made[key_of(years)] = linked(content | {"places": overview.places(self.store.dataset_version)})
        return made

    def maps(self) -> list[dict[str, Any]]:
        """The map by industry and by each indicator that it can show; each without a filter."""
        store, geometry = self.store, runtime.geometry()
        made = []
        for key, name in {"": "特色产业分组", **town_map.indicators(store)}.items():
            coloured = {mode: town_map.coloured(store, key, (), mode) for mode in MODES}
            drawn = {
                mode: charts.themed(charts.flat_map(geometry, towns, mode, (), MAP_HEIGHT, has_legend=True), mode)
                for mode, towns in ((mode, town_map.named(coloured[mode], is_wide=False)) for mode in MODES)
            }
            is_apart = bool(key) and not store.indicator(key)["comparability"]
            table = coloured["light"][["name", "label"]].set_axis(["街镇", name], axis=1)
            made.append({
                "indicator": key,
                "name": name,
                "panel": self.map(drawn),
                "table": self.table(table),
                "remarks": [
                    f"示意：{store.profile.map_note}",
                    *(["各街镇对该指标的统计范围不同，只显示数值，不作深浅比较。"] if is_apart else []),
                ],
            })  # fmt: skip
        return made

    def honours(self) -> dict[str, Any]:
        """Every honour, what it is found by, and the counts of all of them."""
        store = self.store
        rows, headings = store.honours(Selection()), lists.honour_headings(store)
        shown = rows[list(lists.HONOUR_HEADINGS)].rename(columns=lists.HONOUR_HEADINGS)
        return {
            "table": self.table(lists.honours(rows)),
            "sectors": list(rows["sector_id"]),
            "towns": list(rows["area_id"]),
            "levels": list(rows["level"]),
            "organisations": [list(ids) for ids in rows["organisation_ids"]],
            "awards": list(rows["award"]),
            "searched": [folded("".join(words)) for words in rows[list(HONOUR_TEXT)].itertuples(index=False)],
            "facts": facts_of(shown),
            "sentence": table_sentences.of_honours(rows, store, Selection()),
            "counts": [
                self.panel({mode: parts.count(one, mode) for mode in MODES})
                for one in table_stories.counts_of_honours(store, Selection())
            ],
            "csv": csv_files.lines(rows[list(headings)].rename(columns=headings)),
        }

    def organisations(self) -> dict[str, Any]:
        """Each organisation: what is said of it and where it is named."""
        store, found = self.store, {}
        for row in store.frame("organisations").itertuples():
            place = store.name("areas", row.area_id) if row.area_id else "原文未说明"
            facts = {"原文其他写法": "、".join(row.aliases), "类别": row.kind, "所在街镇": place, "依据": row.evidence}
            named = of_frame(mentions.mentions(store, row.organisation_id), lists.MENTION_HEADINGS)
            found[row.organisation_id] = {
                "name": row.name,
                "facts": [(heading, text) for heading, text in facts.items() if text],
                "mentions": self.table(named),
            }
        return found

    def checks(self) -> dict[str, Any]:
        """Every check: those that found something, those that hold, and what each rests on."""
        store = self.store
        rows = store.checks(Selection())
        headings = lists.check_headings(store)
        full = lists.checks_in_full(rows, store).rename(columns=headings)
        shown = texts(rows[list(lists.CHECK_HEADINGS)].rename(columns=lists.CHECK_HEADINGS))
        meanings, ended = store.meanings("verdict"), table_sentences.ended_checks(rows)
        return {
            "table": self.table(shown),
            "found": [bool(one) for one in rows["verdict"].isin(FINDINGS)],
            "sectors": places(self.rows_of_checks("sector", store.names("sectors"), rows), len(rows)),
            "towns": places(self.rows_of_checks("towns", store.towns["area_id"], rows), len(rows)),
            "facts": [checks.facts(row) for row in rows.to_dict("records")],
            "sentence": table_sentences.of_checks(rows),
            "ended": [(name, ended[name], meanings[name]) for name in FINDINGS if name in ended],
            "errata": self.table(lists.errata(rows)),
            "csv": csv_files.lines(full),
        }

    def rows_of_checks(self, name: str, values: Any, rows: pd.DataFrame) -> dict[str, list[int]]:
        """Each value of a filter to the places of the checks that it keeps."""
        place = {key: at for at, key in enumerate(rows["check_id"])}
        found = {}
        for value in values:
            wanted: dict[str, Any] = {name: (value,) if FILTERS[name].is_many else value}
            own = Selection(**wanted)
            found[value] = [place[key] for key in self.store.checks(own)["check_id"]]
        return found

    def numbers(self) -> dict[str, Any]:
        """Every observation: as a line of the table and of the CSV, and by what it is found."""
        rows = self.rows
        return {
            "table": self.table(number_tables.of_rows(rows), list(rows["key"])),
            "sectors": list(rows["sector_id"]),
            "subsectors": list(rows["subsector_id"]),
            "indicators": list(rows["indicator_id"]),
            "towns": list(rows["area_id"]),
            "years": [str(int(year)) for year in rows["at_year"]],
            "csv": csv_files.lines(csv_files.in_words(rows, self.store)),
            "cards": [
                [(one.heading, one.text) for one in provenance.source_card(self.store, key)] for key in rows["key"]
            ],
        }

    def indicators(self) -> dict[str, Any]:
        """What is said of each indicator."""
        store = self.store
        return {
            key: {
                "name": name,
                "sector": store.indicator(key)["sector_id"],
                "subsector": store.indicator(key)["subsector_id"],
                "facts": list(indicator_facts.facts(store, key).items()),
                "related": list(indicator_facts.related(store, key)),
                "citation": provenance.citation(store, key),
            }
            for key, name in store.names("indicators").items()
        }

    def search(self) -> list[list[Any]]:
        """Everything that can be found: kind, title, detail, where it leads, the key of its number, and its letters."""
        found = search.index(self.store)
        return [
            [
                entry.kind, entry.title, entry.detail, results.PAGE_OF[entry.kind], to_query(entry.target), entry.key,
                *letters,
            ]
            for entry, letters in zip(found.entries, found.letters, strict=True)
        ]  # fmt: skip

    def about(self) -> dict[str, Any]:
        """What the data are: papers, words, sources."""
        store = self.store
        editions = store.frame("editions").sort_values("edition")
        sources = store.frame("sources")
        titles = {"status": "状态", "measure": "口径", "qualifier": "修饰语"}
        return {
            "papers": [f"《{row.title}》（{row.publisher}，{row.published}）" for row in editions.itertuples()],
            "words": [
                (title, [(store.codes(name)[code], meaning) for code, meaning in store.meanings(name).items()])
                for name, title in titles.items()
            ],
            "sources": self.table(texts(sources[list(lists.SOURCE_HEADINGS)].rename(columns=lists.SOURCE_HEADINGS))),
        }

    def words(self) -> dict[str, Any]:
        """Names of what can be chosen, in the order of the boxes."""
        store = self.store
        areas = store.names("areas")
        return {
            "sectors": list(store.names("sectors").items()),
            "subsectors": store.names("subsectors"),
            "towns": [(key, areas[key]) for key in store.towns["area_id"]],
            "years": [(key_of(years), f"{'、'.join(map(str, years))} 年") for years in self.years if years],
            "levels": [level for level in store.codes("level") if level in set(store.honours(Selection())["level"])],
            "kinds": list(index.KINDS.items()),
            "subject": names.safe_name(f"{store.profile.subject}数据"),
            "labels": {
                FILTERS[name].parameter: FILTERS[name].label for name in ("sector", "subsector", "towns", "years")
            },
            "everything": {
                FILTERS[name].parameter: FILTERS[name].everything for name in ("sector", "subsector", "towns", "years")
            },
        }


def spans(years: Iterable[int]) -> list[Years]:
    """The choices of years: all, each, the newest first, then so many that follow each other, short of all."""
    every = sorted(set(years))
    lengths = [1, *range(2, min(MOST_YEARS + 1, len(every)))]
    starts = [(start, length) for length in lengths for start in range(len(every) - length, -1, -1)]
    return [(), *(tuple(every[start : start + length]) for start, length in starts)]


def key_of(years: Years) -> str:
    """A choice of years as a link names it."""
    return VALUE_SEPARATOR.join(map(str, years))


def chosen(area_id: str, years: Years) -> tuple[str, Selection]:
    """One town, some years, both or neither: the key that the file knows it by, and the selection."""
    return f"{area_id}{BESIDE}{key_of(years)}", Selection(towns=(area_id,) if area_id else (), years=years)


def keys_of(table: Table) -> list[str]:
    """The key of the number on each line."""
    return [next((cell.key for cell in line.values() if cell.key), "") for line in table.lines]


def places(found: Mapping[str, Sequence[int]], count: int) -> list[list[str]]:
    """For each of so many rows the values that keep it."""
    kept: list[list[str]] = [[] for _ in range(count)]
    for value, rows in found.items():
        for row in rows:
            kept[row].append(value)
    return kept


def facts_of(frame: pd.DataFrame) -> list[list[tuple[str, str]]]:
    """Each row as headings with their texts, without those that say nothing."""
    shown = texts(frame)
    return [
        [(heading, text) for heading, text in zip(shown, cells, strict=True) if text]
        for cells in shown.itertuples(index=False, name=None)
    ]


def linked(value: Any) -> Any:
    """The same with links that lead to a place in this file, not to an address of the server."""
    if isinstance(value, dict):
        inner = {name: linked(one) for name, one in value.items()}
        return {**inner, "href": f"#/{value['href']}"} if {"page", "query", "href"} <= value.keys() else inner
    return [linked(one) for one in value] if isinstance(value, list | tuple) else value


def configuration(mode: Mode) -> dict[str, Any]:
    """The configuration of all charts of a mode, which the file has once."""
    bare = {"width": WIDE, "mark": "point", "config": theme.chart_config(mode)}
    return dict(compiled(bare)["config"])


def _configured(spec: Mapping[str, Any], mode: Mode) -> dict[str, Any]:
    """A drawing, compiled, without its configuration where that is the one of all charts."""
    own = {"config": theme.chart_config(mode), **spec}
    made = compiled(own)
    if FACET not in spec and own["config"] == theme.chart_config(mode):
        del made["config"]
    return made
