"""The parts of the page 数据说明."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from components.frame import filters
from components.frame.text import plain
from components.take_home import by_url, contents, menu
from components.widgets import copying, plain_table
from whitepaper.model.keys import DERIVED, MISSING, REPORTED
from whitepaper.model.schema import DESCRIBED, DESCRIBING
from whitepaper.model.selection import FILTERS, Selection
from whitepaper.printed.wording import number
from whitepaper.store import choices
from whitepaper.store.store import Store
from whitepaper.stories import fingerprints, stories
from whitepaper.telling import lists
from whitepaper.telling.sheets import texts


def edition(store: Store) -> None:
    """Which papers the data come from, and the data version."""
    for row in store.frame("editions").itertuples():
        st.markdown(
            f"数据来自《{plain(row.title)}》（{plain(row.publisher)}，{plain(row.published)}）。数据版本：{plain(store.dataset_version)}。"
        )
    counts = Counter(store.tally("status", Selection()))
    columns = st.columns(3)
    columns[0].metric("白皮书所印的数", number(counts[REPORTED]))
    columns[1].metric("推算的数", number(counts[DERIVED]))
    columns[2].metric("缺失的数", number(counts[MISSING]))
    st.markdown(
        "- 白皮书所印的数照录，连同修饰语、单位和出处；即使与别处不一致也不改。\n"
        "- 表格逐格录入两遍，两遍独立进行、逐格核对。\n"
        "- 没有印成文字的数（例如画在图片里的）列为缺失并写明原因，不估计、不填补。\n"
        "- 推算的数单独标明，并写出算式；按可比价格计算的增速不用来推算。\n"
        "- 白皮书没有说明期间的数，年份筛选时按白皮书所述年份归入，期间栏留空。"
    )


def words(store: Store) -> None:
    """What statuses, measures and qualifiers mean."""
    st.header("状态、口径与修饰语")
    titles = {"status": "状态", "measure": "口径", "qualifier": "修饰语"}
    for column, (codelist, title) in zip(st.columns(3, gap="medium"), titles.items(), strict=True):
        names = store.codes(codelist)
        lines = [f"- **{plain(names[code])}**：{plain(meaning)}" for code, meaning in store.meanings(codelist).items()]
        column.markdown("\n".join([f"### {title}", *lines]))


def tables(store: Store) -> None:
    """The tables of the dataset and the sources in the paper, with their rows."""
    st.header("数据表与出处")
    listed = [
        {
            "数据表": name,
            "行数": f"{store.size(name):,}",
            "列数": str(len(table.columns)),
            "主键": "、".join(table.key),
        }
        for name, table in store.declared.items()
        if name not in (DESCRIBED, *DESCRIBING)
    ]
    plain_table.draw(pd.DataFrame(listed), "tables")
    sources, headings = store.frame("sources"), lists.SOURCE_HEADINGS
    menu.offer(contents.of_table(sources, headings, Selection(), store, "出处", stories.ABOUT), store)
    plain_table.draw(texts(sources[list(headings)].rename(columns=headings)), "sources")


def dataset(store: Store) -> None:
    """The whole dataset as a file."""
    st.header("下载全部数据")
    st.markdown(
        "压缩包内有每张表的 CSV 和 Parquet 文件、中英文说明、数据字典和使用条款，供程序读取，文字不加任何记号。"
        "要用 Excel、WPS 看，请用各页导出的 CSV 或 Excel。"
    )
    menu.offer_dataset(store)


def by_address(store: Store) -> None:
    """How a spreadsheet or another system fetches the rows itself; the address for what is chosen, to copy."""
    st.header("按网址取数")
    st.markdown(
        "Excel 和其他系统可以直接从本站取数，数据更新后刷新即可，不必重新下载。在 Excel（2016 及以上）里：\n"
        "1. 复制下面的网址；\n"
        "2. 打开“数据”选项卡，点“自网站”，粘贴网址，点“确定”；第一次会问怎样访问，选“匿名”，点“连接”；\n"
        "3. 在预览里看“文件原始格式”是不是“65001: Unicode (UTF-8)”，“分隔符”是不是“逗号”，不是就改选，再点“加载”；\n"
        "4. 以后要取最新的数，点“数据”选项卡里的“全部刷新”；要换条件，在“查询和连接”里改这个查询的网址。\n\n"
        "Excel 按前几行猜每列的类型：“原文所印”一列若被改成了数或时间，在“转换数据”里把它设为“文本”。\n\n"
        "LibreOffice 表格：“工作表”菜单里的外部链接（外部数据），粘贴网址，按回车，"
        "字符集选“Unicode (UTF-8)”，分隔符选“逗号”。\n\n"
        "WPS 表格：有“自网站”的，做法与 Excel 相同，编码选“UTF-8（65001）”；"
        "没有的，把网址粘贴到浏览器里，得到的 CSV 文件双击即可打开，"
        "文件带有 UTF-8 标记，不会乱码，但不会自己更新，要用新的数时再取一次。\n\n"
        "网址里的 .csv 换成 .json 或 .parquet，就是另外两种格式；"
        "参数与各页地址栏里的相同，写错的会得到说明，不会被略去；程序自己拼网址时，汉字要先编码。"
    )
    chosen = filters.current().only(by_url.RESOURCES["observations"].filters)
    words = choices.quoted(store, chosen) or "全部"
    copying.block(f"数据的网址（{words}）", filters.beside(by_url.address("observations", "csv", chosen)), "fetch")
    parameters = {
        name: "、".join(f"{FILTERS[each].parameter}（{FILTERS[each].label}）" for each in one.filters)
        for name, one in by_url.RESOURCES.items()
    }
    listed = [
        *((one.title, f"{name}.csv", parameters[name]) for name, one in by_url.RESOURCES.items()),
        ("全部数据（ZIP）", by_url.DATASET, ""),
        ("接口说明（OpenAPI）", by_url.DESCRIPTION, ""),
    ]
    shown = [(title, filters.beside(f"{by_url.ROOT}/{name}"), taken) for title, name, taken in listed]
    plain_table.draw(pd.DataFrame(shown, columns=["内容", "网址", "参数"]), "addresses")


def verification(store: Store) -> None:
    """Whether the numbers of a file that someone holds are still current; not for paper."""
    with st.container(key="screen_only_fingerprint"):
        st.header("核验")
        st.write("导出的文件都带有指纹。把它粘贴在这里，看文件中的数是否现行。")
        text = st.text_input("指纹", placeholder=f"{store.dataset_version}-…", key="fingerprint")
        if text.strip():
            found = fingerprints.verify(store, text)
            {True: st.success, False: st.warning, None: st.info}[found.is_current](plain(found.message))
            if len(found.changes):
                plain_table.draw(found.changes, "changed_numbers")
