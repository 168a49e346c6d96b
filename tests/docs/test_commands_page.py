"""The page on the commands says what the commands say of themselves."""

from tests.docs.commands import PAGE, commands_page, named_commands


def test_the_page_is_what_the_commands_say():
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "write it anew: python -m tests.docs.commands"


def test_every_command_has_its_chapter():
    page = PAGE.read_text(encoding="utf-8")
    names = [name for name, _ in named_commands()]
    assert "compare" in names and "lexicon check" in names
    assert all(f"\n## {name}\n" in page for name in names)
