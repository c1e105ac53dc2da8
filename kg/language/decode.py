"""Scores to structures: one-root trees over sentences and well-formed entity tags.

Trees are maximum spanning arborescences (Chu-Liu/Edmonds). That only one word hangs from the root is had by
lowering all root arcs by more than two trees can differ: then no best tree uses two of them.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_NEVER = -1e6


def is_tree(heads: list[int]) -> bool:
    """Whether heads (1-based, 0 for the root) form a tree in which exactly one word hangs from the root."""
    if heads.count(0) != 1:
        return False
    # state: 0 unseen, otherwise the walk (its first word + 1) that reached the word first
    state = [0] * (len(heads) + 1)
    for first in range(1, len(heads) + 1):
        word = first
        while word and not state[word]:
            state[word] = first
            word = heads[word - 1]
        if word and state[word] == first:
            return False
    return True


def _find_cycle(heads: Ints) -> list[int]:
    """Nodes of one cycle of heads (node 0 is the root and has none); empty when there is none."""
    state = [0] * len(heads)
    for first in range(1, len(heads)):
        path, node = [], first
        while node and not state[node]:
            state[node] = first
            path.append(node)
            node = int(heads[node])
        if node and state[node] == first:
            return path[path.index(node) :]
    return []


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """Heads of the maximum spanning arborescence rooted in node 0.

    scores: [n, n], row a node, column its head. Returns [n]; entry 0 has no meaning. A cycle of greedy heads is
    contracted to one node, the smaller problem solved, and the cycle broken where its solution enters it.
    """
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)  # sorted: the root stays first
    kept = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - kept[:, None]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER * 10)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    leaving = scores[np.ix_(outside, inside)]
    smaller[:size, size] = leaving.max(1)
    solved = _arborescence(smaller)
    result = heads.copy()
    for index in range(1, size):
        head = solved[index]
        result[outside[index]] = outside[head] if head < size else inside[leaving[index].argmax()]
    entry = solved[size]
    result[inside[entering[:, entry].argmax()]] = outside[entry]
    return result


def best_tree(arcs: Floats) -> Ints:
    """The best one-root tree of a sentence.

    arcs: [n, 1 + n], row a word, column its head, 0 the root. Returns heads [n], 1-based, 0 for the root.
    """
    size = len(arcs)
    scores = np.full((size + 1, size + 1), _NEVER * 10)
    span = float(np.ptp(arcs)) + 1.0
    scores[1:, :] = arcs
    scores[1:, 0] -= span * (size + 1)
    np.fill_diagonal(scores, _NEVER * 10)
    return _arborescence(scores)[1:]


def window_heads(arcs: Floats, starts: Ints) -> Ints:
    """Heads of all words of a window, each in its sentence.

    arcs: [w, 1 + w]; starts: [s], first words of the sentences, ascending, starts[0] == 0.
    Returns [w]: the head's 1-based position in the window, 0 for the roots.
    """
    size = len(arcs)
    ends = np.append(starts[1:], size)
    number = np.repeat(np.arange(len(starts)), ends - starts)
    masked = np.full_like(arcs, _NEVER)
    masked[:, 1:] = np.where(number[:, None] == number[None, :], arcs[:, 1:], _NEVER)
    masked[:, 0] = arcs[:, 0]
    rows = np.arange(size)
    masked[rows, rows + 1] = _NEVER
    heads: Ints = masked.argmax(1)
    greedy = heads.tolist()
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        local = [head and head - start for head in greedy[start:end]]
        if not is_tree(local):
            block = np.concatenate([arcs[start:end, :1], arcs[start:end, start + 1 : end + 1]], 1)
            tree = best_tree(block)
            heads[start:end] = np.where(tree > 0, tree + start, 0)
    return heads


def _viterbi(scores: Floats) -> Ints:
    """Best well-formed tags of a sentence; scores: [n, tags], tag 0 O, odd tags B-, even tags their I-."""
    tags = scores.shape[1]
    inner = np.arange(2, tags, 2)
    barred = np.zeros((tags, tags))  # [before, tag]
    barred[:, inner] = _NEVER
    barred[inner, inner] = barred[inner - 1, inner] = 0.0
    best = scores[0].astype(np.float64)
    best[inner] = _NEVER
    came: list[Ints] = []
    for row in scores[1:]:
        options = best[:, None] + barred
        came.append(options.argmax(0))
        best = options.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(came):
        path.append(int(step[path[-1]]))
    return np.array(path[::-1], dtype=np.int64)


def inside_names(scores: Floats) -> NDArray[np.bool_]:
    """[w]: words from the third of a name on, as the best tag of each word alone says; two may be of two sentences."""
    tags: Ints = scores.argmax(1)
    before = np.append(0, tags[:-1])
    inside: NDArray[np.bool_] = (tags > 0) & (tags % 2 == 0) & ((before + 1) // 2 == tags // 2)
    third: NDArray[np.bool_] = inside & np.append(False, inside[:-1])
    return third


def window_tags(scores: Floats, starts: Ints) -> Ints:
    """Best well-formed BIO tags of a window; no entity crosses a sentence start.

    scores: [w, tags], log probabilities in the order O, B-x, I-x, B-y, I-y ...; starts as in `window_heads`.
    """
    tags: Ints = scores.argmax(1)
    before = np.roll(tags, 1)
    before[starts] = 0
    # Tags of a label are 2k + 1 and 2k + 2: an I- must follow one of its own.
    wrong = np.flatnonzero((tags > 0) & (tags % 2 == 0) & ((before + 1) // 2 != tags // 2))
    if len(wrong):
        ends = np.append(starts[1:], len(tags))
        for index in np.unique(np.searchsorted(starts, wrong, side="right") - 1).tolist():
            start, end = int(starts[index]), int(ends[index])
            tags[start:end] = _viterbi(scores[start:end])
    return tags
