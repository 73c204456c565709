"""Prints the unitary of OpenQASM 2 files as QuTiP reads them, one JSON line [[re, im], ...] row-major a file.

QuTiP's first qubit is the most significant bit of an index; the rows and columns printed count it as the least.
"""

import json
import sys
import warnings

warnings.filterwarnings("ignore")

from qutip.qip.circuit import Measurement
from qutip.qip.operations import gate_sequence_product
from qutip.qip.qasm import read_qasm


def unitary(path):
    circuit = read_qasm(path)
    circuit.gates = [gate for gate in circuit.gates if not isinstance(gate, Measurement)]
    matrix = gate_sequence_product(circuit.propagators()).full()
    n = circuit.N
    order = [int(format(k, f"0{n}b")[::-1], 2) for k in range(2**n)]
    return matrix[order][:, order]


for file in sys.argv[1:]:
    print(json.dumps([[z.real, z.imag] for z in unitary(file).flatten()]))
