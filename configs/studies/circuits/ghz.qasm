OPENQASM 3.0;
include "stdgates.inc";
// A GHZ state along a chain: the first qubit idles while the last is reached.
const int n = 5;
qubit[n] q;
bit[n] c;
h q[0];
barrier q;
for int k in [0:n - 2] {
  cx q[k], q[k + 1];
  barrier q;
}
c = measure q;
