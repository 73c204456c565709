// A GHZ state along a chain: early qubits idle while later ones are joined.
OPENQASM 3.0;
include "stdgates.inc";
qubit[5] q;
h q[0];
barrier q;
for int i in [0:3] {
  cx q[i], q[i + 1];
  barrier q;
}
