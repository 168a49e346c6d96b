"""The published JSON Schemas, written from the declared contract: ``python -m tests.docs.schemas`` writes ``docs/schema``."""

import json
from pathlib import Path

from policydiff.publish.schemas import DOCUMENTS, json_schema

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "schema"


def written() -> dict[str, str]:
    """The files by name."""
    return {f"{name}-1.json": json.dumps(json_schema(name), ensure_ascii=False, indent=1) + "\n" for name in DOCUMENTS}


if __name__ == "__main__":
    for name, text in written().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
