"""What this site publishes: it builds strictly, is reproducible, and every page it links to is there."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build(target: Path) -> None:
    """Build the site strictly into a folder."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def digests(folder: Path) -> dict[str, str]:
    """Return the hash of each file."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class SiteTest(unittest.TestCase):
    """The built site."""

    folder: tempfile.TemporaryDirectory[str]

    @classmethod
    def setUpClass(cls) -> None:
        """Build it once."""
        cls.folder = tempfile.TemporaryDirectory()
        cls.site = Path(cls.folder.name) / "site"
        build(cls.site)

    @classmethod
    def tearDownClass(cls) -> None:
        """Remove it."""
        cls.folder.cleanup()

    def test_every_recorded_figure_has_its_page(self) -> None:
        """Each figure of the record stands on a page of its own, with its picture and values."""
        records = sorted((ROOT / "docs" / "published").glob("*/*/values.csv"))
        self.assertTrue(records)
        for path in records:
            figure = f"figures/{path.parent.parent.name}/{path.parent.name}"
            for name in ("index.html", "chart.svg", "values.csv"):
                self.assertTrue((self.site / figure / name).is_file(), f"{figure}/{name}")

    def test_no_page_asks_another_site(self) -> None:
        """Pages load nothing from elsewhere."""
        pages = sorted(self.site.rglob("*.html"))
        self.assertTrue(pages)
        loads = re.compile(r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=\"https?://")
        for page in pages:
            text = re.sub(r"<link rel=\"canonical\"[^>]*>", "", page.read_text(encoding="utf-8"))
            self.assertIsNone(loads.search(text), page.name)

    def test_a_second_build_gives_the_same_bytes(self) -> None:
        """The same commit gives the same site."""
        again = self.site.parent / "again"
        build(again)
        self.assertEqual(digests(self.site), digests(again))


if __name__ == "__main__":
    unittest.main()
