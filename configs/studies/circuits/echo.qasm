OPENQASM 3.0;
include "stdgates.inc";
// Hahn echoes of growing length, one qubit each: qubit k is flipped after half of (k + 1) * 400 ns. Static detunings
// cancel, so that <X> at the end decays with T2 alone.
const duration half = 200ns;
const int n = 8;
qubit[n] q;
h q;
barrier q;
for int k in [0:n - 1] {
  delay[(k + 1) * half] q[k];
  x q[k];
  delay[(k + 1) * half] q[k];
}
barrier q;
