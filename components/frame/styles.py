"""The only styles of this project.

A slide without navigation, sidebar and toolbars, in type that is read from eight metres, and a page on paper without
controls, cannot be had by settings. They rest on names inside Streamlit, so a browser test looks for each of them.
"""

STAGE = """
<style>
[data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stExpandSidebarButton"],
[data-testid="stElementToolbar"], [data-testid="stToolbar"], [data-testid="stHeaderActionElements"] { display: none }
[data-testid="stMainBlockContainer"] { max-width: none; padding: 4vh 4.1vw 0 4.1vw !important }
[data-testid="stMain"] { overflow: hidden }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 1vh }
.st-key-stage_title, [data-testid="stLayoutWrapper"]:has(> .st-key-stage_title) {
  height: 18vh !important; flex: none !important; overflow: hidden
}
.st-key-stage_picture, [data-testid="stLayoutWrapper"]:has(> .st-key-stage_picture) {
  height: 63vh !important; max-height: 63vh; flex: none !important; overflow: hidden
}
.st-key-stage_foot { position: fixed; bottom: 2.2vh; left: 4.1vw; right: 4.1vw; width: auto }
</style>
"""

TOOLTIP = """
<style>
#vg-tooltip-element { position: fixed; z-index: 1000000; visibility: hidden; pointer-events: none; max-width: 30em;
  padding: 8px 12px; border: 1px solid #cfd7e3; border-radius: 8px; background: #ffffff; color: #1b2430;
  font: 16px/1.5 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  box-shadow: 0 2px 8px rgb(0 0 0 / 0.15) }
#vg-tooltip-element.visible { visibility: visible }
#vg-tooltip-element td { padding: 0 }
#vg-tooltip-element td.key { padding-right: 12px; color: #4d5a6b; vertical-align: top; white-space: nowrap }
#vg-tooltip-element.dark-theme { border-color: #39465a; background: #1a2330; color: #e8edf4 }
#vg-tooltip-element.dark-theme td.key { color: #b3bfce }
</style>
"""
"""The hints on marks of charts, which the library lays over the page."""

FRAME = """
<style>
@media (prefers-color-scheme: dark) {
  [data-testid="stButtonGroup"] [aria-checked="true"] p { color: #9fc1f7 }
}
[data-testid="stMainBlockContainer"] { padding-left: 32px !important; padding-right: 32px !important }
@media (max-width: 1500px) {
  [data-testid="stMainBlockContainer"] { padding-left: 24px !important; padding-right: 24px !important }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 16px !important; padding-right: 16px !important }
}
@media (min-width: 641px) and (max-width: 1500px), (min-width: 641px) and (max-height: 990px) {
  [data-testid="stHeader"], [data-testid="stHeader"] [data-testid="stToolbar"] {
    height: 54px !important; min-height: 54px !important
  }
  [data-testid="stMainBlockContainer"] { padding-top: 64px !important }
}
[data-testid="stElementContainer"][data-other] { opacity: 0.5 }
html[data-ahead="clear"] [class*="filter_"] :is([data-tag], input) { visibility: hidden }
html[data-ahead] [data-testid="stMain"]
[data-testid="stElementContainer"]:not([aria-busy], [class*="filter_"], :has(h1)) {
  opacity: 0.4; transition: opacity 0.1s 0.2s
}
</style>
"""
"""The content as wide as the window, for which there is no setting, as twelve sectors and the map stand on one screen;
the chosen part of a switch, whose letters the theme has too dark to be read; what is drawn ahead and known to be
otherwise; the boxes of filters that were cleared; and beside elements that are already those of a choice just made
what is not yet: it turns pale where that takes long.
"""

PRINT = """
<style>
[data-testid="stLayoutWrapper"]:has(> [class*="st-key-print_only"]) { display: none }
@media print {
  @page { margin: 14mm 14mm 18mm }
  html { font-size: 15px !important }
  [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], [data-testid="stToolbar"],
  [data-testid="stElementToolbar"], [data-testid="stHeaderActionElements"], [data-testid="stButton"],
  [data-testid="stDownloadButton"], [data-testid="stPopover"], [data-testid="stSelectbox"],
  [data-testid="stMultiSelect"], [data-testid="stTextInput"], [data-testid="stButtonGroup"],
  [data-testid="stTooltipIcon"], [data-testid="stToast"],
  [data-testid="stMain"] [data-testid="stVerticalBlock"][class*="st-key-screen_only"],
  [data-testid="stColumn"]:has([data-testid="stSelectbox"], [data-testid="stMultiSelect"]):not(:has(
  [class*="st-key-panels_"])) {
    display: none !important
  }
  [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; display: block !important; height: auto !important; overflow: visible !important
  }
  [data-testid="stMainBlockContainer"] { max-width: none; padding: 0 !important }
  [data-testid="stMain"] [data-testid="stVerticalBlock"],
  [data-testid="stHorizontalBlock"]:has([class*="st-key-panels_"], [class*="st-key-table_"]) {
    display: block !important
  }
  [data-testid="stColumn"]:has([class*="st-key-panels_"], [class*="st-key-table_"]) { width: 100%; max-width: none }
  [data-testid="stMain"] [data-testid="stVerticalBlock"] > * { margin-bottom: 8px }
  [data-testid="stElementContainer"]:has([data-testid="stAlert"], [data-testid="stMetric"], p):not(:has(ul)) {
    break-inside: avoid
  }
  [data-testid="stElementContainer"]:has([data-testid="stHeading"], h3, h4), [data-testid="stExpander"] summary {
    break-after: avoid
  }
  [data-testid="stExpander"] details { height: auto !important; border: none }
  [data-testid="stExpander"] summary { padding-left: 0 }
  [data-testid="stExpander"] summary :is(svg, [data-testid="stIconMaterial"]) { display: none }
  [data-testid="stMain"] [class*="st-key-result_"] { margin: 0 }
  [data-testid="stMain"] [class*="st-key-result_"] a { padding: 0 }
  [data-testid="stExpander"] details:not([open]) summary::after { content: "（页面上未展开）" }
  [data-testid="stGrid"] { display: block !important; orphans: 1; widows: 1 }
  [data-testid="stGridCell"] { display: inline-flex !important; width: 48%; margin: 0 1% 1% 0; vertical-align: top }
  [data-testid="stLayoutWrapper"]:has(> [class*="st-key-print_only"]) { display: block }
}
</style>
"""

DARK_PRINT = """
<style>
@media print {
  [data-testid="stApp"] * {
    --st-text-color: #1b2430 !important; --st-gray-text-color: #4d5a6b !important;
    --st-background-color: #ffffff !important; --st-secondary-background-color: #f2f5fa !important;
    color: #1b2430 !important; border-color: #cfd7e3 !important
  }
  html, body, [data-testid="stApp"], [data-testid="stApp"] * { background-color: transparent !important }
}
</style>
"""
"""What a page in dark colours needs on white paper, on top of PRINT."""

BAND = """
<style>
#band { position: fixed; top: 0; left: 0; right: 0; z-index: 1000001; height: 28px; background: #f2c037; color: #1b2430;
  font: bold 15px/28px "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  text-align: center; white-space: nowrap; overflow: hidden }
[data-testid="stApp"] { top: 28px !important }
.st-key-stage_foot { bottom: 1.2vh !important }
@media print { #band { position: static; print-color-adjust: exact } }
</style>
"""
"""A band over every page of a version that is not published, on the stage and on paper too."""
