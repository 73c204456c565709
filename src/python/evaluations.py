"""Times a loop: how soon the first answer comes, how long a thousand take, and that the heap stays flat.

    python3 src/python/evaluations.py [EVALUATIONS]

Each evaluation changes T1 and kappa and asks for the overlap of three qubits after ten steps: for one number, the noisy
value of a sweep of one point. The heap is what is left after a collection that `jcmd` of the JDK asks for; without it,
that is not told.
"""

import re
import shutil
import subprocess
import sys
import time

import strange_noise
from strange_noise import us

STUDY = {
    "name": "evaluations",
    "device": {
        "name": "three",
        "qubits": [
            {"name": "Q0", "T1": "4 us", "T2": "2 us"},
            {"name": "Q1", "T1": "10 us", "Tphi": "3 us"},
            {"name": "Q2", "T1": "12 us", "Tphi": "5 us"},
        ],
        "operations": {"ry": {"duration": "20 ns"}, "rz": {"duration": "0 ns"}, "interaction": {"coupling": "5.305 MHz"}},
    },
    "circuit": {"kicked-top": {"qubits": 3, "kappa": 2.5, "steps": 10}},
    "analyses": [
        {
            "type": "sweep",
            "id": "run",
            "over": {"noise.scale": [1]},
            "observable": "overlap",
            "initial-state": {"theta": 0.26, "phi": 2.09},
        }
    ],
}


def heap(pid):
    """Megabytes after a collection; None if this machine does not tell."""
    if shutil.which("jcmd") is None:
        return None
    subprocess.run(["jcmd", str(pid), "GC.run"], stdout=subprocess.DEVNULL, check=True)
    told = subprocess.run(["jcmd", str(pid), "GC.heap_info"], stdout=subprocess.PIPE, check=True, text=True).stdout
    return sum(int(used) for used in re.findall(r"total \d+K, used (\d+)K", told)) / 1024


def main():
    evaluations = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    begun = time.perf_counter()
    with strange_noise.Session() as noise:
        noise.run(STUDY)
        print(f"first answer {time.perf_counter() - begun:.2f} s after the start of the process", flush=True)
        begun = time.perf_counter()
        for k in range(1, evaluations + 1):
            changed = {"device.qubits.*.T1": us(3 + 0.001 * k), "circuit.kicked-top.kappa": 0.5 + 3 * k / evaluations}
            overlap = noise.run(STUDY, set=changed, fields="noisy").analysis()["noisy"][0]
            if k in (1000, evaluations // 10, evaluations // 2, evaluations):
                seconds = time.perf_counter() - begun
                left = heap(noise._process.pid)
                print(f"{k} evaluations {seconds:.2f} s, heap {'?' if left is None else f'{left:.1f}'} MB", flush=True)
    print(f"the last overlap is {overlap:.6f}")


if __name__ == "__main__":
    main()
