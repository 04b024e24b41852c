"""Linear classifiers, one a clause type, and their scores on texts of companies that they have not seen."""

from binascii import crc32
from collections.abc import Iterator

import numpy as np
import scipy.sparse as sparse
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.svm import LinearSVC

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
_SEED = 20240919
_FOLDS = 8
_REGULARISATION = 0.5


def fitted(values: sparse.csr_matrix, is_there: NDArray[np.bool_], weights: Floats) -> tuple[Floats, float]:
    """The coefficients and the bias of one type's classifier (a linear support-vector machine, squared hinge)."""
    known = np.flatnonzero(weights > 0)
    machine = LinearSVC(C=_REGULARISATION, random_state=_SEED)
    machine.fit(values[known], is_there[known], sample_weight=weights[known])
    return machine.coef_[0], float(machine.intercept_[0])


def all_fitted(
    values: sparse.csr_matrix, is_there: NDArray[np.bool_], weights: Floats, jobs: int
) -> tuple[Floats, Floats]:
    """Coefficients (a row a type) and biases of every type's classifier."""
    found = Parallel(jobs)(
        delayed(fitted)(values, is_there[:, column], weights[:, column]) for column in range(is_there.shape[1])
    )
    return np.array([coefficients for coefficients, _ in found]), np.array([bias for _, bias in found])


def unseen_scores(
    values: sparse.csr_matrix, is_there: NDArray[np.bool_], weights: Floats, groups: tuple[str, ...], jobs: int
) -> Floats:
    """Each text's scores by classifiers that were fitted without any text of its company."""
    scores = np.zeros(is_there.shape)
    for seen, unseen in folds_of(groups):
        coefficients, biases = all_fitted(values[seen], is_there[seen], weights[seen], jobs)
        scores[unseen] = values[unseen] @ coefficients.T + biases
    return scores


def folds_of(groups: tuple[str, ...]) -> Iterator[tuple[Rows, Rows]]:
    """The rows of all folds but one, and those of that one, for each fold in turn; a company is in one fold.

    Its name alone says in which: more texts of others move no company, and figures before and after can be compared.
    """
    numbers = np.array([crc32(group.encode()) % _FOLDS for group in groups])
    for fold in range(_FOLDS):
        yield np.flatnonzero(numbers != fold), np.flatnonzero(numbers == fold)
