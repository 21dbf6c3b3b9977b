"""The HTML page that Streamlit serves, in Chinese and with the server's address already known.

Why it is changed at all: Streamlit marks it as English, so browsers offer to translate it and pick
Japanese glyphs; on a deep link it first looks for its server below the page's own path, which
logs two failed requests and costs two round trips; it has words in English; and an element whose script the network has
dropped once it leaves in red until its page is left. Streamlit offers no setting for any of these. The style of paper
is the same on every page, so that it comes with this one instead of anew with every run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.frame import settings, styles
from components.frame.filters import EVERYTHING
from components.frame.pages import PAGES
from components.frame.scripts import beside

NO_PAGE = "网址中的页面不存在，链接可能不完整。已打开总览。"
OFFLINE = "offline.html"
"""Below the address of the app: the whole dashboard as one file, for networks that stop the websocket of its pages."""
NO_SERVER = (
    "看板的服务器没有应答，正在重新连接。请不要关闭本页：恢复后自动继续，已选的条件和汇报都还在。"
    f"若一直连不上，在看板首页的网址后加上 {OFFLINE} 打开，可取得不需要连接的离线版。"
)
PROGRAM = "dashboard.py"
_SAID = "/* unanswered */"
"""Where in a word the server's own account of its silence stands."""
WORDS = {
    "No results": "没有匹配的选项",
    "No options to select.": "没有可选的选项",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Skip to main content": "跳到正文",
    "Link to heading": "本节的链接",
    "Page not found": "没有这个页面",
    "Clear value": "清除",
    "Clear all": "全部清除",
    "Open": "展开",
    "Collapse sidebar": "收起侧栏",
    "Expand sidebar": "展开侧栏",
    "Sidebar": "侧栏",
    "App pages": "页面",
    "Close": "关闭",
    "Connecting": "正在连接",
    "Connection error": "连接中断",
    "Please wait...": "请稍候…",
    "Choose an option": "选一项",
    "Selectbox options": "选项",
    "Multiselect options": "选项",
    "Selected values": "已选",
    "{} options available.": "有 {} 个选项",
    "{} option available.": "有 {} 个选项",
    "Remove {}": "去掉“{}”",
    "Press Enter to apply": "按回车生效",
    "Help": "说明",
    "Help for {}": "“{}”的说明",
    "Copy to clipboard": "复制",
    "Copied": "已复制",
    "Notifications": "通知",
    "Dismiss": "关闭",
    "The page that you have requested does not seem to exist. Running the app's main page.": NO_PAGE,
    "You have requested page /{}, but no corresponding file was found in the app's pages/ directory."
    " Running the app's main page.": NO_PAGE,
    "Connecting to Streamlit server": "正在连接服务器",
    "Unable to connect to Streamlit server": "连接不上服务器",
    "Streamlit server is not responding. Are you connected to the internet?": _SAID,
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": _SAID,
    "streamlit run yourscript.py": f"streamlit run {PROGRAM}",
    "Connection timed out.": f"连接超时。{_SAID}",
    "Connection failed with status {}.": f"连接失败（状态 {{}}）。{_SAID}",
    "Connection failed with status {}, and response:": f"连接失败（状态 {{}}）。{_SAID}服务器的回答：",
    "Cannot connect to Streamlit (HTTP status: 403).": "服务器拒绝了连接（状态 403）。",
    "If you are trying to access a Streamlit app running on another server, this could be due to"
    " the app's": "请用管理员给出的网址打开；若仍然如此，请告诉管理员检查",
    "settings.": "设置。",
    "Running...": "正在运行",
    "Stop": "停止",
    "Stopping...": "正在停止",
    "Bad message format": "收到的消息无法识别，请刷新页面",
    "Connection lost. Please wait for the app to reconnect, then try again.": "连接断了，正在重新连接；连上后请再试。",
}
"""Words of the framework that a reader can see or hear, as they stand there, to what stands there instead.

`{}` stands for anything, once in each. The framework is put into Chinese in no other place: a browser test walks what
readers see and fails on a word of English that is not here.
"""
UNFETCHED = "这一部分没有取到，网络可能断过。请刷新页面。"
_HISTORY = beside(__file__, "history.js").replace("/* everything */", EVERYTHING)
_FETCHING = beside(__file__, "fetching_again.js").replace("/* unfetched */", UNFETCHED)
_CHINESE = beside(__file__, "chinese.js").replace("/* words */{}", json.dumps(WORDS, ensure_ascii=False))


def replacements(
    title: str, base: str, band: str = "", unanswered: str = NO_SERVER, program: str = PROGRAM
) -> dict[str, str]:
    """What is found once in Streamlit's page, and what stands there instead.

    base: path of the app; band: what stands over every page, empty for nothing; unanswered: what is said where the
    server is silent; program: its script.
    """
    translating = _CHINESE.replace(_SAID, json.dumps(unanswered, ensure_ascii=False)[1:-1]).replace(PROGRAM, program)
    return {
        '<html lang="en">': '<html lang="zh-CN">',
        "<title>Streamlit</title>": f"<title>{escape(title)}</title>",
        "<head>": "<head><script>"
        f"window.__streamlit = {{ BACKEND_BASE_URL: new URL({json.dumps(base)}, window.location.href).href }}"
        f"</script><script>{translating}</script><script>{_HISTORY}</script><script>{_FETCHING}</script>",
        "</head>": f"{styles.TOOLTIP}{styles.FRAME}{styles.PRINT}{styles.BAND if band else ''}</head>",
        "<body>": f'<body><div id="band" role="status">{escape(band)}</div>' if band else "<body>",
    }


def chinese(
    html: str, title: str, base: str = "/", band: str = "", unanswered: str = NO_SERVER, program: str = PROGRAM
) -> str:
    """The page with every replacement made. Raises ValueError when Streamlit's page has changed."""
    for found, wanted in replacements(title, base, band, unanswered, program).items():
        if html.count(found) != 1:
            raise ValueError(
                f"Streamlit's index.html no longer holds {found!r} once: adapt components/frame/front_page.py"
            )
        html = html.replace(found, wanted)
    return html


class FrontPage:
    """ASGI middleware that rewrites the one HTML page; everything else passes untouched."""

    def __init__(
        self,
        app: ASGIApp,
        title: Callable[[], str],
        band: Callable[[], str] = str,
        unanswered: str = NO_SERVER,
        program: str = PROGRAM,
    ) -> None:
        self.app, self.title, self.band = app, title, band
        self.unanswered, self.program = unanswered, program

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold back an HTML response until it is whole, then send it rewritten."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if nearest := _nearest(scope):
            await RedirectResponse(nearest)(scope, receive, send)
            return
        start: Message | None = None
        body = bytearray()

        async def rewrite(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                headers = dict(message["headers"])
                if message["status"] == 200 and headers.get(b"content-type", b"").startswith(b"text/html"):
                    start = message
                    return
            elif start is not None and message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                said = (self.title(), settings.base_path(), self.band(), self.unanswered, self.program)
                page = chinese(body.decode(), *said).encode() if body else b""
                kept = [
                    (name, value)
                    for name, value in start["headers"]
                    if name not in {b"content-length", b"etag", b"last-modified"}
                ]
                length = [(b"content-length", str(len(page)).encode())] if page else []
                await send({**start, "headers": [*kept, *length]})
                await send({"type": "http.response.body", "body": page})
                return
            await send(message)

        await self.app(_whole(scope), receive, rewrite)


def _nearest(scope: Scope) -> str:
    """The address of the page that was meant, where it was typed otherwise (`Explore`, `explore.html`, `//explore`).

    It begins with one slash: with two a browser would take what follows for another server.
    """
    path = _SLASHES.sub("/", scope["path"])
    folder, _, name = path.rpartition("/")
    page = name.casefold().removesuffix(".html")
    meant = f"{folder}/{page}" if page in PAGES else path
    if meant == scope["path"]:
        return ""
    query = scope["query_string"].decode()
    return meant + (f"?{query}" if query else "")


_SLASHES = re.compile("/{2,}")
_COMPRESSED = frozenset({b"accept-encoding"})
_CONDITIONS = frozenset({b"if-modified-since", b"if-none-match", b"range"})
"""What a request may ask for that only a page as it lies on the disk can be answered with."""


def _whole(scope: Scope) -> Scope:
    """The request as one for the whole page in plain text, which alone can be rewritten.

    Files and numbers may be asked for under conditions; where there is no file of the name, it is answered with the
    page.
    """
    has_conditions = "/static/" in scope["path"] or scope["path"].startswith(
        f"{settings.base_path()}{settings.NUMBERS}/"
    )
    gone = _COMPRESSED if has_conditions else _COMPRESSED | _CONDITIONS
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in gone]}
