"""The study small.yaml as a user of QuTiP would write it: purity, entropies and Bloch vectors at every step, to a CSV."""
import csv
import sys

import numpy as np
import qutip as qt

QUBITS, STEPS, KAPPA, T1, T2 = 3, 20, 2.5, 10e-6, 5e-6


def on(q, operator):
    return qt.tensor([operator if k == QUBITS - 1 - q else qt.qeye(2) for k in range(QUBITS)])


def relaxation(seconds):
    up, off = np.exp(-seconds / T1), np.exp(-seconds / T2)
    single = qt.Qobj(
        np.array([[1, 0, 0, 1 - up], [0, off, 0, 0], [0, 0, off, 0], [0, 0, 0, up]]),
        dims=[[[2], [2]], [[2], [2]]],
    )
    kraus = qt.to_kraus(single)
    whole = qt.to_super(qt.tensor([qt.qeye(2)] * QUBITS))
    for q in range(QUBITS):
        whole = sum(qt.to_super(on(q, k)) for k in kraus) * whole
    return whole


turn = qt.to_super(qt.tensor([(-1j * np.pi / 4 * qt.sigmay()).expm()] * QUBITS))
kick = (-1j * KAPPA / (2 * QUBITS) * sum(on(i, qt.sigmaz()) * on(j, qt.sigmaz()) for i in range(QUBITS) for j in range(i))).expm()
step = relaxation(25e-9) * qt.to_super(kick) * relaxation(20e-9) * turn
one = np.cos(1) * qt.basis(2, 0) + np.exp(-1j) * np.sin(1) * qt.basis(2, 1)
rho = qt.ket2dm(qt.tensor([one] * QUBITS))
with open(sys.argv[1], "w", newline="") as out:
    rows = csv.writer(out)
    for k in range(STEPS + 1):
        parts = [rho.ptrace(QUBITS - 1 - q) for q in range(QUBITS)]
        entropies = [qt.entropy_vn(part, 2) for part in parts]
        bloch = [qt.expect(s, part) for part in parts for s in (qt.sigmax(), qt.sigmay(), qt.sigmaz())]
        rows.writerow([k, (rho * rho).tr().real, np.mean(entropies), *entropies, *bloch])
        rho = qt.vector_to_operator(step * qt.operator_to_vector(rho))
