"""The benchmark's density matrix with numpy or with QuTiP.

peers.py QUBITS STEPS REPEATS PEER prints a line of JSON, and fails where Python lacks the peer. numpy: a superoperator
of one qubit after the other by matrix products, phases and all at once. QuTiP: one sparse superoperator a step, as its
users would build it.
"""
import json
import sys
import time

import numpy as np

QUBITS, STEPS, REPEATS = (int(a) for a in sys.argv[1:4])
PEER = sys.argv[4]
T1, T2, KAPPA = 10e-6, 5e-6, 2.5
X, Y, Z = np.array([[0, 1], [1, 0]], complex), np.array([[0, -1j], [1j, 0]]), np.diag([1.0, -1.0]).astype(complex)


def relaxation(seconds):
    """The superoperator on (r00, r01, r10, r11)."""
    up, off = np.exp(-seconds / T1), np.exp(-seconds / T2)
    return np.array([[1, 0, 0, 1 - up], [0, off, 0, 0], [0, 0, off, 0], [0, 0, 0, up]], complex)


RY = np.array([[1, -1], [1, 1]], complex) / np.sqrt(2)
BEFORE, AFTER = relaxation(20e-9) @ np.kron(RY, RY.conj()), relaxation(25e-9)
SPIN = sum(np.kron(np.kron(np.ones(1 << (QUBITS - 1 - q)), [1.0, -1.0]), np.ones(1 << q)) for q in range(QUBITS))
PHASE = np.exp(-1j * KAPPA / (2 * QUBITS) * (SPIN**2 - QUBITS) / 2)


def start():
    single = np.array([np.cos(1), np.exp(-1j) * np.sin(1)])
    state = np.ones(1, complex)
    for _ in range(QUBITS):
        state = np.kron(single, state)
    return np.outer(state, state.conj())


def local(rho, superoperator):
    for q in range(QUBITS):
        low, high = 1 << q, 1 << (QUBITS - 1 - q)
        parts = rho.reshape(high, 2, low, high, 2, low).transpose(1, 4, 0, 2, 3, 5).reshape(4, -1)
        moved = (superoperator @ parts).reshape(2, 2, high, low, high, low).transpose(2, 0, 3, 4, 1, 5)
        rho = moved.reshape(1 << QUBITS, 1 << QUBITS)
    return rho


def with_numpy():
    rho = start()
    turn = np.outer(PHASE, PHASE.conj())
    fused = BEFORE @ AFTER
    rho = local(rho, BEFORE)
    for step in range(STEPS):
        rho = turn * rho
        rho = local(rho, fused if step < STEPS - 1 else AFTER)
    return rho


def qutip_run():
    import qutip

    dims = [[2] * QUBITS] * 2

    def on(matrix, q):
        return qutip.tensor([qutip.Qobj(matrix) if k == QUBITS - 1 - q else qutip.qeye(2) for k in range(QUBITS)])

    def decay(q, seconds):
        up, off = np.exp(-seconds / T1), np.exp(-seconds / T2)
        flip = (1 - off / np.sqrt(up)) / 2
        damping = [np.array([[1, 0], [0, np.sqrt(up)]]), np.array([[0, np.sqrt(1 - up)], [0, 0]])]
        kraus = [d @ p for d in damping for p in (np.sqrt(1 - flip) * np.eye(2), np.sqrt(flip) * Z)]
        return sum(qutip.sprepost(on(k, q), on(k, q).dag()) for k in kraus)

    kick = qutip.Qobj(np.diag(PHASE), dims=dims)
    step = 1
    for q in range(QUBITS):
        step = decay(q, 20e-9) * qutip.sprepost(on(RY, q), on(RY, q).dag()) * step
    step = qutip.sprepost(kick, kick.dag()) * step
    for q in range(QUBITS):
        step = decay(q, 25e-9) * step
    vector = qutip.operator_to_vector(qutip.Qobj(start(), dims=dims))

    def run():
        state = vector
        for _ in range(STEPS):
            state = step * state
        return qutip.vector_to_operator(state).full()

    return run


def report(peer, run):
    run()
    millis = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        rho = run()
        millis.append((time.perf_counter() - begun) * 1e3 / STEPS)
    millis.sort()
    sign = np.where(np.arange(1 << QUBITS) & 1, -1.0, 1.0)
    print(json.dumps({
        "peer": peer, "qubits": QUBITS, "ms_per_step": millis[len(millis) // 2], "ms_min": millis[0],
        "purity": float(np.vdot(rho, rho).real), "z0": float((np.diag(rho).real * sign).sum()),
    }), flush=True)


report(PEER, with_numpy if PEER == "numpy" else qutip_run())
