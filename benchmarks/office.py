"""Open the exported files in LibreOffice: as many pages as they should have, and pictures of them to look at.

Not part of the tests: it needs LibreOffice and takes a minute or two. `make office` runs it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path

import pypdfium2
from pptx import Presentation

from components.take_home import formats
from whitepaper.checks.judgement import FINDINGS
from whitepaper.files import briefs, official, workbook
from whitepaper.files.powerpoint import deck
from whitepaper.model.selection import Selection
from whitepaper.store.store import Store
from whitepaper.stories import stories
from whitepaper.telling import lists

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "office"
SCALE = 1.2
MADE = datetime.now().astimezone()
MARK = "v000000000000-00000000"


def main() -> int:
    """Convert every file and print its pages; returns how many have too many or too few."""
    if shutil.which("soffice") is None:
        print("LibreOffice (soffice) is not installed: nothing was checked.")
        return 1
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _files(Store.load())
        for path, content, _ in files:
            (folder / path).write_bytes(content)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", name, *(str(folder / path) for path, _, _ in files)], check=True)
        for path, _, expected in files:
            if not (folder / f"{Path(path).stem}.pdf").exists():
                wrong += 1
                print(f"WRONG {path}: not converted; are Writer, Calc and Impress of LibreOffice installed?")
                continue
            pages = _pictured(folder / f"{Path(path).stem}.pdf")
            is_right = expected in (pages, 0)
            wrong += not is_right
            print(f"{'ok  ' if is_right else 'WRONG'} {path}: {pages} pages" + (f" of {expected}" if expected else ""))
    print(f"Pictures of the pages: {PICTURES}")
    return wrong


def _files(store: Store) -> list[tuple[str, bytes, int]]:
    """Name, content and pages (0: any number) of every kind of file."""
    found: list[tuple[str, bytes, int]] = []
    chosen = {
        "overview": (stories.OVERVIEW, Selection()),
        "sector": (stories.SECTOR, Selection(sector="infrastructure")),
        "town": (stories.TOWN, Selection(towns=("310112114",))),
        "map": (stories.MAP, Selection()),
        "checks": (stories.CHECKS, Selection()),
        "honours": (stories.HONOURS, Selection(levels=("国家级",))),
        "coverage": (stories.COVERED_TOWNS, Selection()),
    }
    for name, (kind, selection) in chosen.items():
        told = stories.told(store, kind, selection)
        made = deck.to_pptx(told, store, name, MADE, MARK, partial(formats.coloured, store))
        found.append((f"slides_{name}.pptx", made, len(Presentation(io.BytesIO(made)).slides)))
    for area_id in store.towns["area_id"]:
        found.append((f"town_{area_id}.docx", briefs.town_brief(store, area_id, (), MADE, MARK), 1))
    for sector_id in store.names("sectors"):
        found.append((f"sector_{sector_id}.docx", briefs.sector_brief(store, sector_id, (), MADE, MARK), 1))
    towns = tuple(store.towns["area_id"])
    about = {"district": Selection(), "sector": Selection(sector="product"), "town": Selection(towns=towns[4:5])}
    for name, selection in (about | {"towns": Selection(towns=towns[:3])}).items():
        found.append((f"official_{name}.docx", official.document(store, selection, "", MADE, MARK), 0))
    rows = store.observations(Selection(sector="environment"))
    found.append(("rows.xlsx", workbook.to_xlsx(rows, store, "生态与居住环境", {}, MADE, MARK), 0))
    checks = store.checks(Selection())
    checks = lists.checks_in_full(checks[checks["verdict"].isin(FINDINGS)], store)
    headings = lists.CHECK_HEADINGS | lists.EXPORTED
    found.append(("findings.xlsx", workbook.table_to_xlsx(checks, headings, store, "勘误", {}, MADE, MARK), 0))
    return found


def _pictured(path: Path) -> int:
    """Pages of a PDF, each saved as a picture."""
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, 1):
        page.render(scale=SCALE).to_pil().save(PICTURES / f"{path.stem}_{number:02d}.png")
    return len(document)


if __name__ == "__main__":
    raise SystemExit(main())
