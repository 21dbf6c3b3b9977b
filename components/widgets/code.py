"""A QR code over a slide, with the address that it leads to. Text in it is text."""

from __future__ import annotations

from components.frame.scripts import beside, element
from whitepaper.files import codes

_CODE = element(
    "code",
    html='<div class="code"></div>',
    css=beside(__file__, "code.css"),
    js=beside(__file__, "making.js", "code.js"),
)


def draw(address: str) -> None:
    """The code of an address, over all else; where there is none to draw, why."""
    if not address:
        data = {"words": "浏览器没有告知本页的网址，画不出二维码。"}
    elif not codes.fits(address):
        data = {"words": f"网址有 {len(address)} 个字符，二维码放不下。请在“导出”里复制链接。"}
    else:
        path, size = codes.outline(address)
        data = {"words": address, "path": path, "size": str(size)}
    _CODE(data=data, key="stage_code")
