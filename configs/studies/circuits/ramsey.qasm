// Ramsey: a superposition that waits. <X> falls as exp(-t/T2), and as exp(-(t/T)^2) with a quasi-static detuning.
OPENQASM 3.0;
include "stdgates.inc";
qubit[1] q;
h q[0];
barrier q;
for int i in [1:20] {
  delay[150ns] q[0];
  barrier q;
}
