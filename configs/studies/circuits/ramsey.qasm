OPENQASM 3.0;
include "stdgates.inc";
// Ramsey: <X> after each barrier decays as exp(-t/T2), and with quasi-static noise as exp(-t/T2 - (t/T)^2).
qubit[1] q;
h q[0];
barrier q;
for int k in [1:40] {
  delay[100ns] q[0];
  barrier q;
}
