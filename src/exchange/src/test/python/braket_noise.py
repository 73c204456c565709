"""Reads OpenQASM 3 with Braket's noise pragmas by itself: prints the density matrix that each file ends in.

Understands what a flat program of gates needs, and fails on everything else: `gate` definitions over their parameters,
gates by the names of Braket, `#pragma braket noise` by name or as Kraus operators. Little-endian output: q[0] is the least
significant bit of an index. In a `kraus` pragma the first listed qubit is the most significant, as Braket defines it.
"""

import ast
import json
import re
import sys

import numpy as np

I = np.eye(2, dtype=complex)
X = np.array([[0, 1], [1, 0]], dtype=complex)
Y = np.array([[0, -1j], [1j, 0]])
Z = np.diag([1, -1]).astype(complex)


def rotation(p, angle):
    return np.cos(angle / 2) * np.eye(len(p)) - 1j * np.sin(angle / 2) * p


def controlled(u):
    return np.block([[np.eye(len(u)), np.zeros_like(u)], [np.zeros_like(u), u]])


GATES = {
    "i": lambda: I, "x": lambda: X, "y": lambda: Y, "z": lambda: Z,
    "h": lambda: (X + Z) / np.sqrt(2),
    "s": lambda: np.diag([1, 1j]), "si": lambda: np.diag([1, -1j]),
    "t": lambda: np.diag([1, np.exp(0.25j * np.pi)]), "ti": lambda: np.diag([1, np.exp(-0.25j * np.pi)]),
    "v": lambda: ((1 + 1j) * I + (1 - 1j) * X) / 2, "vi": lambda: ((1 - 1j) * I + (1 + 1j) * X) / 2,
    "rx": lambda a: rotation(X, a), "ry": lambda a: rotation(Y, a), "rz": lambda a: rotation(Z, a),
    "phaseshift": lambda a: np.diag([1, np.exp(1j * a)]),
    "cnot": lambda: controlled(X), "cy": lambda: controlled(Y), "cz": lambda: controlled(Z),
    "cphaseshift": lambda a: np.diag([1, 1, 1, np.exp(1j * a)]), "ccnot": lambda: controlled(controlled(X)),
    "cswap": lambda: controlled(GATES["swap"]()), "swap": lambda: np.eye(4)[[0, 2, 1, 3]].astype(complex),
    "xx": lambda a: rotation(np.kron(X, X), a), "yy": lambda a: rotation(np.kron(Y, Y), a),
    "zz": lambda a: rotation(np.kron(Z, Z), a),
}


def paulis(*weights):
    return [np.sqrt(w) * p for w, p in zip(weights, (I, X, Y, Z))]


def generalized_damping(gamma, up):
    return [
        np.sqrt(up) * np.diag([1, np.sqrt(1 - gamma)]), np.sqrt(up * gamma) * np.array([[0, 1], [0, 0]]),
        np.sqrt(1 - up) * np.diag([np.sqrt(1 - gamma), 1]), np.sqrt((1 - up) * gamma) * np.array([[0, 0], [1, 0]]),
    ]


def two_qubit(p, letters):
    others = [np.kron(a, b) for a in letters for b in letters][1:]
    return [np.sqrt(1 - p) * np.eye(4)] + [np.sqrt(p / len(others)) * o for o in others]


NOISE = {
    "bit_flip": lambda p: paulis(1 - p, p, 0, 0), "phase_flip": lambda p: paulis(1 - p, 0, 0, p),
    "depolarizing": lambda p: paulis(1 - p, p / 3, p / 3, p / 3),
    "pauli_channel": lambda x, y, z: paulis(1 - x - y - z, x, y, z),
    "amplitude_damping": lambda g: generalized_damping(g, 1),
    "generalized_amplitude_damping": generalized_damping,
    "phase_damping": lambda g: [np.diag([1, np.sqrt(1 - g)]), np.diag([0, np.sqrt(g)])],
    "two_qubit_depolarizing": lambda p: two_qubit(p, (I, X, Y, Z)),
    "two_qubit_dephasing": lambda p: two_qubit(p, (I, Z)),
}


def number(text, names):
    def value(node):
        if isinstance(node, ast.Expression):
            return value(node.body)
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return {"pi": np.pi, **names}[node.id]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            return -value(node.operand) if isinstance(node.op, ast.USub) else value(node.operand)
        operations = {ast.Add: "__add__", ast.Sub: "__sub__", ast.Mult: "__mul__", ast.Div: "__truediv__"}
        return getattr(float(value(node.left)), operations[type(node.op)])(float(value(node.right)))

    return value(ast.parse(text.strip(), mode="eval"))


def numbers(text, names):
    return [number(part, names) for part in text.split(",")] if text else []


class Register:
    def __init__(self, n):
        self.n = n
        self.rho = np.zeros((2,) * (2 * n), dtype=complex)
        self.rho[(0,) * (2 * n)] = 1

    def channel(self, kraus, qubits):
        """The first qubit is the most significant of the operators' indices; axis q of the tensor is q[q]."""
        k = len(qubits)
        total = sum(op.conj().T @ op for op in kraus)
        assert np.abs(total - np.eye(2**k)).max() < 1e-12, "Kraus operators do not sum to the identity"
        result = np.zeros_like(self.rho)
        for op in kraus:
            tensor = np.asarray(op, dtype=complex).reshape((2,) * (2 * k))
            half = np.moveaxis(np.tensordot(tensor, self.rho, (range(k, 2 * k), qubits)), range(k), qubits)
            columns = [self.n + q for q in qubits]
            result += np.moveaxis(np.tensordot(tensor.conj(), half, (range(k, 2 * k), columns)), range(k), columns)
        self.rho = result

    def little_endian(self):
        order = list(reversed(range(self.n)))
        return self.rho.transpose(order + [self.n + q for q in order]).reshape(2**self.n, 2**self.n)


CALL = re.compile(r"(\w+)(?:\(([^)]*)\))? (.+);")


def final_state(text):
    text = re.sub(r"//[^\n]*", "", text)
    definitions = {}

    def define(match):
        definitions[match[1]] = ([p.strip() for p in (match[2] or "").split(",") if p.strip()],
                                 [a.strip() for a in match[3].split(",")],
                                 [line.strip() for line in match[4].splitlines() if line.strip()])
        return ""

    text = re.sub(r"gate (\w+)(?:\(([^)]*)\))? ([^{]+)\{([^}]*)\}", define, text)
    register = None

    def apply(line, parameters, arguments):
        name, values, targets = CALL.fullmatch(line).groups()
        values = numbers(values, parameters)
        qubits = [arguments[t.strip()] for t in targets.split(",")]
        if name in definitions:
            names, formal, body = definitions[name]
            for inner in body:
                apply(inner, dict(zip(names, values)), dict(zip(formal, qubits)))
        else:
            register.channel([GATES[name](*values)], qubits)

    for line in (each.strip() for each in text.splitlines()):
        if not line or line.startswith(("OPENQASM", "include", "bit[", "barrier")) or " = measure " in line:
            continue
        if line.startswith("qubit["):
            register = Register(int(re.fullmatch(r"qubit\[(\d+)\] q;", line)[1]))
            arguments = {f"q[{k}]": k for k in range(register.n)}
        elif line.startswith("#pragma"):
            name, values, targets = re.fullmatch(r"#pragma braket noise (\w+)\((.*)\) (q\[.*)", line).groups()
            qubits = [arguments[t.strip()] for t in targets.split(",")]
            if name == "kraus":
                operators = ast.literal_eval("[" + values.replace("im", "j") + "]")
                register.channel([np.array(op, dtype=complex) for op in operators], qubits)
            else:
                register.channel(NOISE[name](*numbers(values, {})), qubits)
        else:
            apply(line, {}, arguments)
    return register.little_endian()


for path in sys.argv[1:]:
    with open(path) as source:
        rho = final_state(source.read())
    print(json.dumps([[z.real, z.imag] for z in rho.flatten()]))
