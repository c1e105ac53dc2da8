"""What tests share: the real pipeline, loaded once a process, and the option that renews golden graphs."""

import pytest


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/*/expected.ttl anew; then read the diff"
    )


@pytest.fixture(scope="session")
def pipeline():
    """The shipped pipeline with default settings: language, lexicons, knowledge base."""
    from kg.config import load_settings
    from kg.pipeline import Pipeline

    return Pipeline(load_settings())
