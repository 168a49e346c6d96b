"""Old Word files and rich text through LibreOffice, within limits and without traces; skipped, saying so, where it is not installed."""

import hashlib
import socket
import subprocess
from pathlib import Path

import pytest
from tests.faults.report import REPORT, WHOLE, promises, read, refusal
from tests.read.office_makers import FROM_TEXT, installed, save_with_office

from policydiff import extract_report
from policydiff.model import PolicydiffError
from policydiff.read import read_source
from policydiff.read.limits import MIB, Limits
from policydiff.read.office import remove_pipe, run

FILTERS = {"rtf": "rtf", "doc": "doc:MS Word 97", "xml": "xml:MS Word 2003 XML"}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The small report as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    for target in FILTERS.values():
        save_with_office([folder / "report.txt"], folder, target, FROM_TEXT)
    return {kind: (folder / f"report.{kind}").read_bytes() for kind in FILTERS}


@installed
@pytest.mark.parametrize("kind", FILTERS)
def test_old_word_files_and_rich_text_give_the_whole_report(saved, kind):
    found = read(saved[kind])
    assert promises(found) == WHOLE and found.notices == ()
    assert found.report.source.format == kind.replace("xml", "doc") and found.report.source.origins[3].where == "paragraph 4"


@installed
def test_the_name_of_the_file_does_not_matter(saved, tmp_path):
    path = tmp_path / "云泽-2024.docx"
    path.write_bytes(saved["doc"])
    found = extract_report(path)
    assert promises(found) == WHOLE and found.report.source.format == "doc"


@installed
def test_time_and_memory_are_limits_and_nothing_is_left_behind(saved, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert refusal(saved["rtf"], limits=Limits(seconds=0.1)).code == "TOO_SLOW"
    assert refusal(saved["rtf"], limits=Limits(most_memory=20 * MIB)).code == "CORRUPT"
    assert list(tmp_path.iterdir()) == []


def test_entities_never_come_to_libreoffice(monkeypatch):
    monkeypatch.setattr("policydiff.read.office.convert", lambda *_: pytest.fail("LibreOffice was called"))
    start = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    )
    assert refusal(start).code == refusal(start.encode("utf-16")).code == "CORRUPT"


def test_the_socket_of_a_program_that_was_ended_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("policydiff.read.office.PIPES", (str(tmp_path),))
    checksum = hashlib.md5(b"f\0i\0l\0e\0:\0/\0/\0/\0p\0").hexdigest()
    pipe, other = (tmp_path / f"OSL_PIPE_0_SingleOfficeIPC_{name}" for name in (unpadded(checksum), "other"))
    pipe.touch()
    other.touch()
    remove_pipe(Path("/p"))
    assert list(tmp_path.iterdir()) == [other]


def unpadded(checksum):
    """Byte by byte without a leading zero."""
    return "".join(f"{int(checksum[place : place + 2], 16):x}" for place in range(0, 32, 2))


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no shell here")
def test_a_program_that_never_ends_is_ended_with_its_children(tmp_path):
    script = f"(sleep 60; touch {tmp_path}/late) & echo $! > {tmp_path}/child; wait"
    with pytest.raises(PolicydiffError, match="TOO_SLOW"):
        run(["/bin/sh", "-c", script], tmp_path, "a.doc", Limits(seconds=1))
    state = subprocess.run(["ps", "-o", "stat=", "-p", (tmp_path / "child").read_text().strip()], capture_output=True, text=True).stdout
    assert state.strip() == "" or state.startswith("Z")


@installed
def test_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        fields = (f'INCLUDEPICTURE "{address}/a.png" \\\\d', f'INCLUDETEXT "{address}/b.txt"', f'INCLUDETEXT "{secret}"')
        inner = "".join(f"{{\\field{{\\*\\fldinst {field}}}{{\\fldrslt x}}}}" for field in fields)
        source = read_source(f"{{\\rtf1\\ansi {{\\*\\template {address}/c.dot}}{inner} report\\par}}".encode())
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()
    assert "SECRET" not in source.text


@installed
@pytest.mark.parametrize("data", [b"{\\rtf", b"{\\rtf1 " + b"{" * 20_000], ids=["cut off", "nested"])
def test_damaged_rich_text_is_refused(data):
    assert refusal(data, limits=Limits(seconds=60)).code in {"CORRUPT", "NO_TEXT", "TOO_SLOW"}
