"""Numbers by URL: the rows that a page shows, with the page's own parameters, for whatever fetches them by itself.

A spreadsheet, a script or another system asks `/api/observations.csv?sector=product&year=2024`. What cannot be answered
is said in JSON, in the reader's language: a parameter that is unknown is never left out in silence.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from components.frame import limits, memory, runtime, settings
from whitepaper.checks.judgement import FINDINGS
from whitepaper.files import csv_files, package
from whitepaper.files.names import file_name
from whitepaper.model.errors import DataMissingError, EngineError
from whitepaper.model.selection import (
    CHECKS,
    FILTERS,
    HONOURS,
    PUBLISHER,
    VALUE_SEPARATOR,
    Selection,
    from_query,
    to_query,
)
from whitepaper.store.rows import OBSERVATIONS
from whitepaper.store.store import Store
from whitepaper.telling import lists

ROOT, DESCRIPTION, DATASET = settings.NUMBERS, "openapi.json", "dataset.zip"
MANY = 10_000
"""Rows of a file after which what it took goes back to the system: 20 MB of 140,000."""
LAYOUT = 3
"""Of the files: another one where the same data give other bytes, or who has the old ones keeps them."""


@dataclass(frozen=True)
class Streamed:
    """Rows that may be too many to be held at once: how many they are, and their CSV bit by bit."""

    count: Callable[[Store, Selection], int]
    csv: Callable[[Store, Selection], Iterator[bytes]]


@dataclass(frozen=True)
class Resource:
    """Rows to be had.

    title: in Chinese; of: what their filters filter; rows: frame with the columns of `headings`; streamed: where they
    may be many.
    """

    title: str
    of: tuple[str, ...]
    rows: Callable[[Store, Selection], pd.DataFrame]
    headings: Callable[[Store], dict[str, str]]
    streamed: Streamed | None = None

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that the rows follow."""
        return tuple(name for name, one in FILTERS.items() if not set(self.of).isdisjoint(one.of))

    def filters_of(self, store: Store) -> tuple[str, ...]:
        """And whose rows they are, where a data set has several publishers."""
        return (PUBLISHER, *self.filters) if store.siblings else self.filters


def _findings(store: Store, selection: Selection) -> pd.DataFrame:
    found = store.checks(selection)
    return lists.checks_in_full(found[found["verdict"].isin(FINDINGS)], store)


def _indicators(store: Store, selection: Selection) -> pd.DataFrame:
    rows = store.frame("indicators")
    return rows[rows["indicator_id"].isin(store.indicators_within(selection))]


def _count_of_vintages(store: Store, selection: Selection) -> int:
    return sum(store.tally("edition", selection).values())


def _vintages(store: Store, selection: Selection) -> Iterator[bytes]:
    return csv_files.streamed(store, selection, is_current=False)


RESOURCES = {
    "observations": Resource(
        "数据", OBSERVATIONS, Store.observations, csv_files.headings, Streamed(Store.count, csv_files.streamed)
    ),
    "vintages": Resource(
        "各版本数据", OBSERVATIONS, Store.vintages, csv_files.headings, Streamed(_count_of_vintages, _vintages)
    ),
    "indicators": Resource("指标", OBSERVATIONS, _indicators, lambda store: store.declared["indicators"].headings),
    "honours": Resource("荣誉", (HONOURS,), Store.honours, lists.honour_headings),
    "findings": Resource("勘误", (CHECKS,), _findings, lists.check_headings),
}
"""By the name in the address."""


class RefusedError(Exception):
    """What is asked for cannot be given. status: of HTTP."""

    def __init__(self, status: int, message: str, **about: str) -> None:
        super().__init__(message)
        self.status, self.about = status, about


def _csv(frame: pd.DataFrame, headings: dict[str, str], _about: dict[str, Any]) -> Iterator[bytes]:
    return csv_files.in_chunks(frame.set_axis(list(headings.values()), axis=1))


def _json(frame: pd.DataFrame, headings: dict[str, str], about: dict[str, Any]) -> Iterator[bytes]:
    rows = json.loads(frame.to_json(orient="records", force_ascii=False, double_precision=15))
    yield json.dumps(about | {"columns": headings, "rows": rows}, ensure_ascii=False).encode()


def _parquet(frame: pd.DataFrame, headings: dict[str, str], about: dict[str, Any]) -> Iterator[bytes]:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    noted = {"headings": json.dumps(headings, ensure_ascii=False), **{name: str(said) for name, said in about.items()}}
    target = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(noted), target)
    yield target.getvalue()


@dataclass(frozen=True)
class Form:
    """A form that rows are given in."""

    mime: str
    make: Callable[[pd.DataFrame, dict[str, str], dict[str, Any]], Iterator[bytes]]


FORMS = {
    "csv": Form("text/csv; charset=utf-8", _csv),
    "json": Form("application/json", _json),
    "parquet": Form("application/vnd.apache.parquet", _parquet),
}
"""By the ending of the address."""


def address(resource: str, form: str, selection: Selection) -> str:
    """Where the rows of a selection are, below the address of the app; what they do not follow is left out."""
    query = urlencode(to_query(runtime.addressed(selection.only(RESOURCES[resource].filters))))
    return f"{ROOT}/{resource}.{form}" + (f"?{query}" if query else "")


def _rows(request: Request) -> Response:
    name, form = request.path_params["name"], request.path_params.get("form", "json")
    if name not in RESOURCES or form not in FORMS:
        there = "、".join(f"/{ROOT}/{each}.{ending}" for each in RESOURCES for ending in FORMS)
        raise RefusedError(404, f"没有 /{ROOT}/{name}.{form}。可用的有：{there}")
    runtime.ask(request.query_params)
    store, resource = runtime.store(), RESOURCES[name]
    selection = _selection(request, store, resource)
    kept = _kept(_mark(store, request))
    if _has(request, kept):
        return Response(status_code=304, headers=kept)
    count, content = _content(store, selection, resource, form)
    saved = f"{file_name(selection, count, store, resource.title)}.{form}"
    headers = kept | _saved(f"{name}.{form}", saved)
    told = iter(()) if request.method == "HEAD" else content
    after = BackgroundTask(memory.give_back) if count > MANY else None
    return StreamingResponse(told, media_type=FORMS[form].mime, headers=headers, background=after)


def _content(store: Store, selection: Selection, resource: Resource, form: str) -> tuple[int, Iterator[bytes]]:
    """How many rows, and the file of them."""
    if form == "csv" and resource.streamed:
        return resource.streamed.count(store, selection), resource.streamed.csv(store, selection)
    headings = resource.headings(store)
    frame = resource.rows(store, selection)[list(headings)]
    about = {"dataset_version": store.dataset_version, "title": resource.title, "count": len(frame)}
    return len(frame), FORMS[form].make(frame, headings, about)


def _selection(request: Request, store: Store, resource: Resource) -> Selection:
    """What the parameters choose. Raises RefusedError for one that is unknown, given twice, not followed or of gaps."""
    if len(request.url.query) > limits.LONGEST:
        raise RefusedError(414, f"网址参数超过 {limits.LONGEST} 个字符，请减少条件或分次获取。")
    query = dict(request.query_params)
    known = {FILTERS[name].parameter: name for name in resource.filters_of(store)}
    _refuse_unknown(query, known, resource.title)
    for parameter in query:
        if len(request.query_params.getlist(parameter)) > 1:
            words = f"参数 {parameter} 写了几次：几个值请用“{VALUE_SEPARATOR}”隔开。"
            raise RefusedError(400, words, parameter=parameter)
        one = FILTERS[known[parameter]]
        if one.vocabulary and (one.is_many or query[parameter]) and not all(_pieces(query[parameter])):
            words = f"参数 {parameter} 的值“{query[parameter][:40]}”有空项：不按它筛选时请去掉这个参数。"
            raise RefusedError(400, words, parameter=parameter)
    selection, dropped = from_query(query, store.vocabulary)
    if dropped:
        raise RefusedError(400, f"认不出的值：{'、'.join(dropped)}", values=VALUE_SEPARATOR.join(dropped))
    return selection


def _refuse_unknown(query: Iterable[str], known: Mapping[str, str], title: str) -> None:
    """Raise RefusedError for a parameter that is none. known: of parameters to the name of their filter."""
    for parameter in query:
        if parameter not in known:
            said = "、".join(f"{each}（{FILTERS[name].label}）" for each, name in known.items())
            words = f"{title}不按参数 {parameter} 筛选。" + (f"可用的参数：{said}" if said else "请去掉它。")
            raise RefusedError(400, words, parameter=parameter)


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(VALUE_SEPARATOR)]


def _mark(store: Store, request: Request) -> str:
    """The same for the same data, layout and question, so that whoever has the answer is not sent it again."""
    asked = sha256(f"{LAYOUT} {request.url.path}?{request.url.query}".encode()).hexdigest()
    return f'"{store.dataset_version}-{asked[:16]}"'


def _kept(mark: str) -> dict[str, str]:
    """What says how long an answer may be kept: until it is asked whether it is still the same."""
    return {"ETag": mark, "Cache-Control": "no-cache"}


def _has(request: Request, kept: Mapping[str, str]) -> bool:
    """Whether who asks has the answer already; what stands between may have weakened the mark (`W/`)."""
    named = request.headers.get("if-none-match", "")
    return any(one.strip().removeprefix("W/") in ("*", kept["ETag"]) for one in named.split(","))


def _saved(plain: str, name: str) -> dict[str, str]:
    """Under which name the answer is saved. plain: for what reads ASCII alone."""
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"}


def _dataset(request: Request) -> Response:
    runtime.ask(request.query_params)
    store = runtime.store()
    known = {FILTERS[PUBLISHER].parameter: PUBLISHER} if store.siblings else {}
    _refuse_unknown(request.query_params, known, "全部数据")
    kept = _kept(_mark(store, request))
    if _has(request, kept):
        return Response(status_code=304, headers=kept)
    headers = kept | _saved(DATASET, package.zip_name(store))
    if request.method == "HEAD":
        return StreamingResponse(iter(()), media_type="application/zip", headers=headers)
    return Response(package.dataset_zip(store), media_type="application/zip", headers=headers)


def _described(request: Request) -> Response:
    """What can be asked for, as OpenAPI; the server is the path that the app is served under."""
    store = runtime.store()
    paths: dict[str, Any] = {
        f"/{ROOT}/{name}.{form}": {"get": _operation(store, name, resource, form)}
        for name, resource in RESOURCES.items()
        for form in FORMS
    }
    zipped = {"200": {"description": "ZIP", "content": {"application/zip": {}}}}
    refused = {"304": {"description": "与上次相同"}, "400": {"description": "参数有误", **_refusal()}}
    paths[f"/{ROOT}/{DATASET}"] = {
        "get": {"summary": "全部数据", "operationId": "dataset", "responses": zipped | refused}
    }
    about = {"title": store.profile.title, "version": store.dataset_version}
    server = request.url.path.removesuffix(f"/{ROOT}/{DESCRIPTION}")
    return JSONResponse({"openapi": "3.1.0", "info": about, "servers": [{"url": server or "/"}], "paths": paths})


def _operation(store: Store, name: str, resource: Resource, form: str) -> dict[str, Any]:
    parameters = [
        {"name": FILTERS[each].parameter, "in": "query", "description": FILTERS[each].label, "required": False,
         "schema": _schema(store, each), **({"style": "form", "explode": False} if FILTERS[each].is_many else {})}
        for each in resource.filters_of(store)
    ]  # fmt: skip
    refusal = _refusal()
    responses = {
        "200": {"description": resource.title, "content": {FORMS[form].mime.partition(";")[0]: {}}},
        "304": {"description": "与上次相同"},
        "400": {"description": "参数有误", **refusal},
        "414": {"description": "参数太长", **refusal},
        "503": {"description": "没有数据", **refusal},
    }
    return {
        "summary": f"{resource.title}（{form}）",
        "operationId": f"{name}_{form}",
        "parameters": parameters,
        "responses": responses,
    }


def _refusal() -> dict[str, Any]:
    return {"content": {"application/json": {"schema": _REFUSAL}}}


_REFUSAL = {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}


def _schema(store: Store, name: str) -> dict[str, Any]:
    values = list(store.vocabulary.values.get(name, ()))
    kind = "integer" if values and isinstance(values[0], int) else "string"
    if FILTERS[name].is_many:
        return {"type": "array", "items": {"type": kind, **({"enum": values} if values else {})}}
    return {"type": kind, "enum": [*values, ""]} if values else {"type": kind}  # an empty one chooses nothing


def _answered(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def guarded(request: Request) -> Response:
        try:
            return answer(request)
        except RefusedError as refusal:
            return _said({"error": str(refusal), **refusal.about}, refusal.status)
        except (DataMissingError, EngineError) as error:
            return _said({"error": str(error)}, 503)

    return guarded


def _said(body: dict[str, Any], status: int) -> Response:
    content = json.dumps(body, ensure_ascii=False)
    return Response(content, status_code=status, media_type="application/json; charset=utf-8")


def routes(base: str) -> list[Route]:
    """Where the app answers. base: path of the app, which ends with a slash."""
    return [
        Route(f"{base}{ROOT}/{DATASET}", _answered(_dataset), name="dataset"),
        Route(f"{base}{ROOT}/{DESCRIPTION}", _answered(_described), name="openapi"),
        Route(f"{base}{ROOT}/{{name}}.{{form}}", _answered(_rows), name="rows"),
        Route(f"{base}{ROOT}/{{name}}", _answered(_rows), name="rows_as_json"),
    ]
