"""What a long command shows while it runs: a counter on a terminal, nothing in a pipe; all on stderr."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Graph, Skipped


@contextmanager
def counter(what: str, *, quiet: bool) -> "Iterator[Callable[[int], None]]":
    """Yield what sets a counter, which stands on a terminal beside the time; in a pipe there is none."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn(f"{{task.completed:.0f}} {what}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda number: bar.update(task, completed=number)


@contextmanager
def progress(*, quiet: bool, verbose: bool) -> "Iterator[Callable[[Graph | Skipped], None]]":
    """Count documents as they come; name skipped ones on stderr."""
    from kg.model import Skipped

    with counter("documents", quiet=quiet) as show:
        number = 0

        def advance(item: "Graph | Skipped") -> None:
            nonlocal number
            number += 1
            show(number)
            if isinstance(item, Skipped):
                print(f"kg: skipped {item.document_id}: {item.reason}", file=sys.stderr)
            elif verbose:
                print(f"kg: {item.document.id}: {count_of(len(item.events), 'event')}", file=sys.stderr)

        yield advance


def count_of(number: int, what: str) -> str:
    """A number of things in words: "1 event", "2 events"."""
    return f"{number} {what}{'' if number == 1 else 's'}"
