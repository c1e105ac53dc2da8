"""Trees and tags: properties of the decoders, and the tree against brute force."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.decode import best_tree, is_tree, window_heads, window_tags

TAGS = 9


def random_scores(seed: int, rows: int, columns: int, coarse: bool) -> np.ndarray:
    """Random scores; coarse ones have many ties."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 10, (rows, columns))
    return (scores.round(-1) if coarse else scores).astype(np.float32)


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), st.booleans())
def test_best_tree_is_a_one_root_tree(seed: int, size: int, coarse: bool) -> None:
    heads = best_tree(random_scores(seed, size, size + 1, coarse)).tolist()
    assert is_tree(heads)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 5))
def test_best_tree_is_the_best(seed: int, size: int) -> None:
    arcs = random_scores(seed, size, size + 1, coarse=False)
    trees = [h for h in itertools.product(range(size + 1), repeat=size) if is_tree(list(h))]
    assert all(word != head - 1 for h in trees for word, head in enumerate(h))

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(arcs[word, head] for word, head in enumerate(heads)))

    assert np.isclose(total(tuple(best_tree(arcs).tolist())), max(map(total, trees)), atol=1e-3)


def test_is_tree_rejects() -> None:
    assert is_tree([0])
    assert is_tree([2, 0, 2])
    assert not is_tree([1])
    assert not is_tree([0, 0])
    assert not is_tree([2, 1, 0])
    assert not is_tree([0, 3, 2])
    assert not is_tree([])


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 60), st.data())
def test_window_heads_stay_in_their_sentences(seed: int, size: int, data: st.DataObject) -> None:
    begins = [0, *sorted(data.draw(st.sets(st.integers(1, max(size - 1, 1)), max_size=5)))]
    starts = np.array([b for b in begins if b < size])
    heads = window_heads(random_scores(seed, size, size + 1, coarse=False), starts)
    for start, end in itertools.pairwise([*starts.tolist(), size]):
        local = [head and head - start for head in heads[start:end].tolist()]
        assert all(0 <= head <= end - start for head in local)
        assert is_tree(local)


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 60), st.data())
def test_tags_are_well_formed(seed: int, size: int, data: st.DataObject) -> None:
    begins = {0, *data.draw(st.sets(st.integers(0, size - 1), max_size=5))}
    scores = random_scores(seed, size, TAGS, coarse=True)
    tags = window_tags(scores, np.array(sorted(begins))).tolist()
    for index, tag in enumerate(tags):
        if tag and tag % 2 == 0:
            assert index not in begins
            assert tags[index - 1] in (tag - 1, tag)


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_tags_are_the_best(seed: int) -> None:
    scores = random_scores(seed, 3, 5, coarse=False)
    legal = [
        t
        for t in itertools.product(range(5), repeat=3)
        if all(not x or x % 2 or (i and t[i - 1] in (x - 1, x)) for i, x in enumerate(t))
    ]

    def total(tags: tuple[int, ...]) -> float:
        return float(sum(scores[i, x] for i, x in enumerate(tags)))

    assert np.isclose(total(tuple(window_tags(scores, np.array([0])).tolist())), max(map(total, legal)), atol=1e-3)
