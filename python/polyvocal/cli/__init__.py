"""The command line: one verb a question, the same words as in Python.

Exit codes: 0 done, 2 wrong usage, 3 done but some articles were left out, 5 input unusable,
130 interrupted.
"""

from __future__ import annotations

import click

from polyvocal._version import __version__
from polyvocal.cli import likeness, names, sides, together, whole

__all__ = ["cli", "main"]

_VERBS = (
    names.init,
    whole.report,
    names.mentions,
    names.candidates,
    names.spellings,
    names.corrections,
    together.cooccurrence,
    together.keywords,
    sides.voices,
    sides.attributions,
    sides.stance,
    sides.alignment,
    sides.labels,
    sides.frames,
    likeness.similarity,
    likeness.stories,
    likeness.nearest,
    likeness.outlets,
    whole.doctor,
)


class _InOrder(click.Group):
    """Verbs in the order in which one uses them, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="polyvocal")
def cli() -> None:
    """Compare how outlets cover a conflict.

    PATH is a folder of text files (with a corpus.csv beside them), or a .jsonl, .csv or .parquet
    file, plain or compressed.
    """


for _verb in _VERBS:
    cli.add_command(_verb)


def main() -> None:
    """Entry point of the ``polyvocal`` command."""
    cli(prog_name="polyvocal")
