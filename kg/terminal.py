"""What all commands share on the terminal: one line for an error, an exit code, output that nobody reads any more."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from kg.errors import KgError

if TYPE_CHECKING:
    from rich.console import Console


class Commands(TyperGroup):
    """A KgError becomes one line and exit code 1, Ctrl-C exit code 130; a pipe that is closed ends in silence."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return _flushed(lambda: super(Commands, self).invoke(ctx))
        except KgError as error:
            complain(str(error))
            raise typer.Exit(1) from error
        except KeyboardInterrupt as interrupt:
            complain(f"interrupted; {str(interrupt) or 'no output was written'}")
            raise typer.Exit(130) from interrupt
        except BrokenPipeError as error:  # `kg query ... | head` has read enough
            _drop_output()
            raise typer.Exit(0) from error
        except OSError as error:
            where = error.filename or "the output"
            complain(f"{where}: {error.strerror or error}: make room, or check the path and its permissions")
            _drop_output()
            raise typer.Exit(1) from error


def _flushed(command: Callable[[], Any]) -> Any:
    """What a command returns or its exit, once its output is written: a full disk shows itself here, not afterwards."""
    try:
        result = command()
    except typer.Exit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()
    return result


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"kg: {message}", file=sys.stderr)


def _drop_output() -> None:
    """Sends what is still in the buffer nowhere, so that the interpreter does not fail on it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console() -> "Console":
    """A console for whole lines, to which a closed pipe is an error like any other."""
    from rich.console import Console

    class Lines(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Lines(highlight=False, soft_wrap=True)
