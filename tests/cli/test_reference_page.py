from pathlib import Path

from typer.main import get_command

from sufficiency.cli import app
from sufficiency.cli.counted_figures import COLUMNS
from sufficiency.cli.reference_page import main, page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_in_the_repository_is_what_the_commands_say():
    assert (DOCS / "reference" / "command-line.md").read_text(encoding="utf-8") == page(), (
        "docs/reference/command-line.md is stale: "
        "run python -m sufficiency.cli.reference_page docs/reference/command-line.md"
    )


def test_the_page_tells_of_every_command_option_and_column():
    text = page()
    for name, command in get_command(app).commands.items():
        assert f"## `sufficiency {name}" in text
        for option in command.params:
            assert f"| `{option.opts[0] if option.param_type_name == 'option' else option.metavar}" in text
            assert option.help
    assert ",".join(COLUMNS) in text


def test_the_page_is_written_to_the_file_named_or_to_the_screen(tmp_path, capsys):
    main([str(tmp_path / "page.md")])
    main([])
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == page() == capsys.readouterr().out
