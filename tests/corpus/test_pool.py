"""Worker processes keep the order, outlive crashes and read no further ahead than they must."""

import os
import time

import pytest

from kg.corpus import Failure, ordered_map
from kg.errors import KgError


def make_work():
    return work


def work(item):
    if item == "raise":
        raise ValueError("no good")
    if item == "die":
        os._exit(7)
    if item == "odd":
        return lambda: item
    if item == "slow":
        time.sleep(0.3)
    return item.upper()


@pytest.mark.parametrize("workers", [1, 2])
def test_order_and_failures(workers):
    items = ["slow", "a", "raise", "b", *"cdefghijklmnop"]
    results = list(ordered_map(make_work, items, workers=workers))
    assert [item for item, _ in results] == items
    by_item = dict(results)
    assert by_item["slow"] == "SLOW" and by_item["p"] == "P"
    assert by_item["raise"] == Failure("ValueError: no good")


def test_a_dead_worker_costs_one_item():
    results = dict(ordered_map(make_work, ["a", "die", "odd", "b", "c", "d"], workers=2))
    assert "exit code 7" in results["die"].reason
    assert "cannot leave" in results["odd"].reason
    assert [results[item] for item in "abcd"] == ["A", "B", "C", "D"]


def test_reads_only_a_few_items_ahead():
    seen = []

    def items():
        for number in range(200):
            seen.append(number)
            yield str(number)

    results = ordered_map(make_work, items(), workers=2)
    assert next(results) == ("0", "0")
    assert len(seen) <= 10
    results.close()


def test_no_items_and_no_workers():
    assert list(ordered_map(make_work, [], workers=2)) == []
    with pytest.raises(ValueError, match="workers is 0"):
        list(ordered_map(make_work, ["a"], workers=0))


def make_broken():
    raise KgError("weights are missing")


def refuse(item):
    raise KgError("weights are missing")


def make_refusing():
    return refuse


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("factory", [make_broken, make_refusing])
def test_a_fault_of_the_set_up_ends_the_batch(workers, factory):
    with pytest.raises(KgError, match="weights are missing"):
        list(ordered_map(factory, ["a", "b", "c"], workers=workers))
