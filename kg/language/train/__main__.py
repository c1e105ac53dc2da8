"""python -m kg.language.train."""

from .train import main

main()
