"""What the page on publishing says of blocks, formats and schemas is so; its commands and its Python are run with those of all pages."""

import re
import shutil

import pytest
import yaml
from tests.docs.schemas import FOLDER, ROOT, written

from policydiff.embed.blocks import KEYS
from policydiff.embed.fences import replace_fences
from policydiff.publish import Format

PAGE = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path, monkeypatch, small):
    """The folder in which the page's commands are run, with two small reports."""
    for path, name in zip(small, ("last.txt", "this.txt"), strict=True):
        shutil.copy(path, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.M | re.S)


def test_the_block_becomes_a_table(desk):
    from policydiff import write_table

    (fence,) = re.findall(r"^````markdown\n(.*?)^````", PAGE, re.M | re.S)
    assert replace_fences(fence, write_table).strip().startswith("| Status | Section |")


def test_every_format_and_every_line_of_a_block_is_told():
    told = {name for names in re.findall(r"^\| (`[a-z`, ]+) \| `\.", PAGE, re.M) for name in re.findall(r"[a-z]+", names)}
    assert told == set(Format)
    assert all(f"`{key}`" in PAGE for key in KEYS)


def test_every_schema_is_listed():
    assert sorted(re.findall(r"\]\(schema/(.+?)\)", PAGE)) == sorted(written()) == sorted(path.name for path in FOLDER.iterdir())


def test_the_yaml_is_that_of_the_example():
    (shown,) = map(yaml.safe_load, blocks("yaml"))
    assert shown["hooks"] == yaml.safe_load((ROOT / "examples" / "mkdocs" / "mkdocs.yml").read_text(encoding="utf-8"))["hooks"]
