"""Reads a Qiskit Aer noise model by itself: prints, for each quantum error, its gate, qubits, how far its Kraus operators
are from summing to the identity, and the error's image of a stated density matrix on the gate's qubits.

Little-endian: the gate's first qubit is the least significant bit. The state is rho_jk = v_j conj(v_k) with
v_j = (1 + j) exp(0.3i j), normalised.
"""

import json
import sys

import numpy as np


def embedded(local, qubits, n):
    full = np.zeros((2**n, 2**n), dtype=complex)
    mask = sum(1 << q for q in qubits)
    gathered = lambda index: sum((index >> q & 1) << k for k, q in enumerate(qubits))
    for row in range(2**n):
        for column in range(2**n):
            if row & ~mask == column & ~mask:
                full[row, column] = local[gathered(row), gathered(column)]
    return full


with open(sys.argv[1]) as source:
    model = json.load(source)
for error in model["errors"]:
    if error["type"] != "qerror":
        continue
    assert error["probabilities"] == [1.0] and len(error["instructions"]) == 1
    qubits = error["gate_qubits"][0]
    n = len(qubits)
    v = np.array([(1 + j) * np.exp(0.3j * j) for j in range(2**n)])
    rho = np.outer(v, v.conj()) / np.vdot(v, v).real
    defect = 0.0
    for instruction in error["instructions"][0]:
        kraus = [np.array(k)[..., 0] + 1j * np.array(k)[..., 1] for k in instruction["params"]]
        total = sum(k.conj().T @ k for k in kraus)
        defect = max(defect, float(np.abs(total - np.eye(len(total))).max()))
        kraus = [embedded(k, instruction["qubits"], n) for k in kraus]
        rho = sum(k @ rho @ k.conj().T for k in kraus)
    print(json.dumps({
        "operation": error["operations"][0],
        "qubits": qubits,
        "defect": defect,
        "rho": [[z.real, z.imag] for z in rho.flatten()],
    }))
