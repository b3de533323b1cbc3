"""The command that gives editors the schemas of the files that authors write."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name", required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write all schemas into this folder.")
@click.option("--reference", is_flag=True, help="Print what all schemas say, as a page of Markdown.")
@click.option("--settings", is_flag=True, help="Print what a site's settings may say, as a page of Markdown.")
@click.option("--commands", is_flag=True, help="Print what all commands say, as a page of Markdown.")
@click.option("--functions", is_flag=True, help="Print what all that notebooks call says, as a page of Markdown.")
@click.pass_context
def schemas(context: click.Context, /, name: str | None, out: Path | None, **pages: bool) -> None:
    """List the schemas of the files that authors write, print the schema NAME, or write all for an editor.

    A register that names its schema is completed and checked as it is typed:
    {"$schema": "<folder>/sources.schema.json", "entries": [...]}.
    """
    from ..data.option_reference import option_reference
    from ..data.reference import reference
    from ..data.shapes import find_schema, load_schema, schema_names, write_schemas
    from .reference import command_reference, function_reference

    group = context.find_root().command
    assert isinstance(group, click.Group)
    printed = {
        "reference": reference,
        "settings": option_reference,
        "commands": lambda: command_reference(group),
        "functions": function_reference,
    }
    if asked := [name for name, wanted in pages.items() if wanted]:
        click.echo(printed[asked[0]](), nl=False)
    elif out is not None:
        for path in write_schemas(out):
            click.echo(f"written: {path}")
    elif name:
        click.echo(find_schema(name).read_text(encoding="utf-8"), nl=False)
    else:
        for known in schema_names():
            click.echo(f"{known:18} {load_schema(known)['x-files']}")


COMMANDS = (schemas,)
