// A Bell pair that then waits: its coherence decays with both qubits'.
include "stdgates.inc";
qubit[2] q;
bit[2] c;
h q[0];
cx q[0], q[1];
barrier q;
for int k in [1:20] {
  delay[500ns] q;
  barrier q;
}
c = measure q;
