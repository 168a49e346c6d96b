"""Pictures of the web page of the pair in seeds: ``python -m tests.docs.pictures`` writes ``docs/pictures``; it wants Chromium."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.driver import Browser, find_browser

from policydiff import compare_reports
from policydiff.publish import publish_tables

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
OPENED = "document.querySelector('tr[data-s]:not([hidden]) .open').click()"
PICTURES = {
    "page": ({"size": (1200, 900)}, "", ""),
    "page-dark": ({"size": (1200, 900), "scheme": "dark"}, "#lang=zh", ""),
    "passages": ({"size": (1200, 760)}, "#status=changed", OPENED),
    "narrow": ({"size": (420, 860)}, "", ""),
}
"""For every picture the window, what the address says, and a line of script before it is taken."""


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    seeds = (ROOT / "seeds" / f"yunze-{year}.txt" for year in (2024, 2025))
    with TemporaryDirectory() as folder:
        (page,) = publish_tables(compare_reports(*seeds), folder, "html")
        browser = Browser(find_browser())
        for name, (window, said, script) in PICTURES.items():
            tab = browser.tab(**window)
            tab.open(page, said)
            tab.run(script or "0")
            tab.run("new Promise(done => setTimeout(done, 600))")
            tab.picture(FOLDER / f"{name}.png")
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
