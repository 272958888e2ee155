"""Slow, obvious versions of the scaling models."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]


def wordfish(counts: Floats, start: Floats, *, beta_sd: float = 3.0, rounds: int = 100) -> Floats:
    """Positions by alternating maximisation with a general optimiser: dense, one row at a time."""
    n, k = counts.shape
    theta = (start - start.mean()) / start.std(ddof=1)
    alpha = np.log(counts.sum(axis=1))
    alpha -= alpha.mean()
    psi, beta = np.zeros(k), np.zeros(k)
    before = -np.inf

    def fit(y: Floats, offset: Floats, x: Floats, prior: float, guess: Floats) -> Floats:
        def loss(p: Floats) -> tuple[float, Floats]:
            rate = np.exp(offset + p[0] + p[1] * x)
            value = rate.sum() - y @ (p[0] + p[1] * x) + prior * p[1] ** 2 / 2
            return value, np.array([(rate - y).sum(), x @ (rate - y) + prior * p[1]])

        best: Floats = minimize(loss, guess, jac=True, options={"gtol": 1e-10}).x
        return best

    for _ in range(rounds):
        for j in range(k):
            guess = np.array([np.log(counts[:, j].mean()), beta[j]])
            psi[j], beta[j] = fit(counts[:, j], alpha, theta, beta_sd**-2, guess)
        for i in range(n):
            alpha[i], theta[i] = fit(counts[i], psi, beta, 1.0, np.array([alpha[i], theta[i]]))
        alpha -= alpha.mean()
        theta = (theta - theta.mean()) / theta.std(ddof=1)
        log_rate = alpha[:, None] + psi + beta * theta[:, None]
        after = (counts * log_rate - np.exp(log_rate)).sum() - (beta**2).sum() / 2 * beta_sd**-2
        if after - before <= 1e-6:
            break
        before = after
    return theta


def wordscores(counts: Floats, y: Floats) -> Floats:
    """Raw scores, word by word."""
    references = ~np.isnan(y)
    total = counts / counts.sum(axis=1, keepdims=True)
    scores: dict[int, float] = {}
    for word in range(counts.shape[1]):
        shares = total[references, word]
        if shares.sum() > 0:
            scores[word] = float((shares / shares.sum()) @ y[references])
    placed = []
    for row in counts:
        known = [word for word in scores if row[word]]
        weight = sum(row[word] for word in known)
        placed.append(
            sum(row[word] * scores[word] for word in known) / weight if weight else np.nan
        )
    return np.array(placed)


def correspondence(counts: Floats) -> tuple[Floats, Floats]:
    """All singular values and the standard coordinates of the rows, from the dense residuals."""
    shares = counts / counts.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = np.outer(rows, columns)
    left, values, _ = np.linalg.svd((shares - expected) / np.sqrt(expected), full_matrices=False)
    return values, left / np.sqrt(rows)[:, None]
