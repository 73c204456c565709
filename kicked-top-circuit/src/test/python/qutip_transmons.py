"""Prints the density matrix of two transmons after one step of the kicked top, as QuTiP's mesolve integrates it.

The argument is JSON: levels, anharmonicity (Hz), t1, tphi (s), each by qubit; drag, rotation (s), kick (s), kappa,
theta, phi. The output is JSON, [[re, im], ...] row-major, digit q of an index being the level of qubit q.
"""

import json
import sys

import numpy as np
import qutip

case = json.loads(sys.argv[1])
levels = case["levels"]
two_pi = 2 * np.pi

# QuTiP's first factor is the most significant digit of an index: qubit 1 stands first.
lower = [
    qutip.tensor(qutip.qeye(levels[1]), qutip.destroy(levels[0])),
    qutip.tensor(qutip.destroy(levels[1]), qutip.qeye(levels[0])),
]
energies = sum(
    0.5 * two_pi * eta * a.dag() * a.dag() * a * a for eta, a in zip(case["anharmonicity"], lower)
)
jumps = []
for a, t1, tphi in zip(lower, case["t1"], case["tphi"]):
    jumps.append(np.sqrt(1 / t1) * a)
    jumps.append(np.sqrt(2 / tphi) * a.dag() * a)

rotation = case["rotation"]
angle = np.pi / 2


def pulse(t, args):
    return angle / rotation * (1 - np.cos(two_pi * t / rotation))


def slope(t, args):
    return angle / rotation**2 * two_pi * np.sin(two_pi * t / rotation)


in_phase = sum(-0.5j * (a - a.dag()) for a in lower)
derivative = sum(
    case["drag"] / 2 / (two_pi * eta) * (a + a.dag()) for eta, a in zip(case["anharmonicity"], lower)
)
swap = lower[0].dag() * lower[1]
exchange = -case["kappa"] / (2 * case["kick"]) * (swap + swap.dag())

theta, phi = case["theta"], case["phi"]
start = [
    np.cos(theta / 2) * qutip.basis(d, 0) + np.exp(-1j * phi) * np.sin(theta / 2) * qutip.basis(d, 1)
    for d in levels
]
rho = qutip.ket2dm(qutip.tensor(start[1], start[0]))
options = qutip.Options(atol=1e-13, rtol=1e-11, nsteps=1000000, max_step=rotation / 50)
rho = qutip.mesolve(
    [energies, [in_phase, pulse], [derivative, slope]], rho, [0, rotation], jumps, [], options=options
).states[-1]
rho = qutip.mesolve(energies + exchange, rho, [0, case["kick"]], jumps, [], options=options).states[-1]
print(json.dumps([[z.real, z.imag] for z in rho.full().flatten()]))
