"""What the ZIP of the data set says in words, in Chinese and in English. In braces is what the data set fills in."""

from __future__ import annotations

TITLES = {
    "observations": ("数据，一行一个数", "observations, one number a row"),
    "indicators": ("指标", "indicators"),
    "areas": ("地区", "areas"),
    "industries": ("街镇特色产业", "industries of the towns"),
    "names": ("指标在各年度的名称", "names of indicators by edition"),
    "breaks": ("口径变动", "breaks of series"),
    "sectors": ("领域", "sectors"),
    "subsectors": ("子领域", "sub-sectors"),
    "codelists": ("代码表", "code lists"),
    "headlines": ("总览的指标", "headline numbers"),
    "short_names": ("数字板上的短名", "short names on number boards"),
    "sources": ("出处", "tables, figures and sections"),
    "editions": ("白皮书", "white papers"),
    "town_notes": ("街镇要点，用自己的话写", "notes on towns, in own words"),
    "honours": ("荣誉与名录", "honours and lists"),
    "organisations": ("单位", "organisations"),
    "policies": ("政策文件", "policy documents"),
    "cases": ("案例，用自己的话概括", "cases, in own words"),
    "views": ("图和表的次序", "order of charts and tables"),
    "checks": ("全部核对", "all checks"),
    "findings": ("核对发现", "findings of the checks"),
    "restatements": ("重印的数", "numbers printed again"),
    "profile": ("数据集资料", "profile of the data set"),
    "colours": ("颜色", "colours"),
    "question_words": ("提问用词", "words of questions"),
    "dictionary": ("数据字典", "data dictionary"),
}
"""Table to its title in both languages."""

README = {
    "README.zh-CN.txt": """{subject}数据
数据版本 {version}

一、来源
{papers}

二、内容
  csv/            每张表一个 CSV 文件（UTF-8，带 BOM）
  sdmx/           数据表的同一批数，列名用 SDMX-CSV 的名称
  parquet/        同样的表，Parquet 格式，附 manifest.json（行数与 sha256）；
                  search.sqlite（搜索的索引）、sounds.sqlite（拼音）供看板查找
  数据字典.csv    每张表每一列的标题、类型、主键、取值范围与含义
  datapackage.json  数据包描述（Frictionless Data Package），可用 frictionless validate 检验
  LICENSE.txt     使用条款

三、怎样读
  1. 数值照白皮书所印，不更正、不取整、不填补。“value”为空即缺失，原因在“status_reason”。
  2. “status”为 derived 的数不是白皮书所印，是推算的，算式在“status_reason”。
  3. “qualifier”是约、超、余等修饰语，引用时须一并写出；带修饰语的数不宜加总或排名。
  4. “superseded_by”不为空的，是已被较新白皮书取代的数；为空的是现行的数。
  5. “printed”是原文的写法。引用一个数，要写明指标、地区、分类、期间、数值、单位和出处。
  6. 一格里有几个值的，以 | 分开；空白即没有。
  7. 本压缩包供程序读取，文字不加任何记号：以 =、+、-、@ 开头的可能被电子表格当作公式，
     7:8、1/5、2024-09 之类会被改成时间或日期。要用 Excel、WPS 看，请用看板各页导出的 CSV 或 Excel。
  8. sdmx/ 只用 SDMX 的列名；代码和期间用本数据集自己的（见 csv/codelists.csv），未登记数据结构定义，
     因此没有 DATAFLOW 列。期间不都是 SDMX 的写法，如 2024Q1-Q3。

四、各表（文件、行数、内容）
{tables}

五、地图
  经纬度是标注点，不是地址。{map_note}
""",
    "README.txt": """{subject}数据: the numbers of the quality white papers as data
Data version {version}

1. Source
{papers}

2. Contents
  csv/            one CSV a table (UTF-8 with a byte order mark)
  sdmx/           the same observations under the column names of SDMX-CSV
  parquet/        the same tables as Parquet, with manifest.json (rows and sha256) and the index of the search
  数据字典.csv    the data dictionary: heading, type, key, reference and meaning of each column, in Chinese
  datapackage.json  descriptor (Frictionless Data Package); passes `frictionless validate`
  LICENSE.txt     terms of use

3. How to read it
  1. Values are as printed: nothing is corrected, rounded or filled. An empty `value` is missing; why stands in
     `status_reason`.
  2. A number whose `status` is `derived` is not printed in the paper; its formula stands in `status_reason`.
  3. `qualifier` (约, 超, 余 ...: about, over, more than) belongs to the number and is to be quoted with it. Do not
     add up or rank qualified numbers.
  4. A number with `superseded_by` has been printed again by a later paper; without it, it is the current one.
  5. `printed` is the text of the paper. Quote a number with indicator, area, category, period, value, unit and source.
  6. Several values in one cell are separated by |; an empty cell is nothing.
  7. These files are for programs: no text is guarded. A spreadsheet may run what begins with =, +, - or @ and turn
     7:8, 1/5 or 2024-09 into a time or date. For Excel or WPS take the CSV or Excel files of the dashboard's pages.
  8. sdmx/ uses the column names of SDMX; codes and periods are the data set's own (csv/codelists.csv). No data
     structure definition is registered, so there is no column DATAFLOW. Not every period is written as SDMX does:
     2024Q1-Q3.

4. Tables (file, rows, contents)
{tables}

5. Map
  Longitude and latitude are where labels stand, not addresses. What is said beside the dashboard's map:
  {map_note}
""",
}
"""File to its text."""

TERMS = """使用条款 / Terms of use

数字、名称和标题取自下列白皮书，引用时请注明出处：
Figures, names and titles are taken from these white papers and are to be cited with that source:

{papers}

案例概括和街镇要点是编者自己的话，引用时注明同一出处即可使用。
Summaries of cases and notes on towns are in the authors' own words and may be used with the same citation.

推算的数（status 为 derived）和核对结果不是白皮书所印，引用时请说明是推算或核对所得，并注明数据版本 {version}。
Derived numbers (status derived) and the results of the checks are not printed in the papers: say so where they are
quoted, with the data version {version}.

看板程序的许可（MIT）不及于这些数据。与白皮书原文不一致的，以原文为准。
The licence of the dashboard's code (MIT) does not cover these data. Where they differ from the white papers, the papers
prevail.
"""
