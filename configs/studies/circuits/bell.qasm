// A Bell pair that then waits: its fidelity decays with T1 and T2 of both qubits.
OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
h q[0];
barrier q;
cx q[0], q[1];
barrier q;
for int i in [1:10] {
  delay[200ns] q[0];
  delay[200ns] q[1];
  barrier q;
}
