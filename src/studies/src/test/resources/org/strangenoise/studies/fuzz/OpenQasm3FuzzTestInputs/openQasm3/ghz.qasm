// A GHZ state along a chain, whose first qubit idles while the last is reached; then all wait.
include "stdgates.inc";
const int n = 5;
qubit[n] q;
h q[0];
barrier q;
for int k in [0:n - 2] {
  cx q[k], q[k + 1];
  barrier q;
}
for int k in [1:10] {
  delay[200ns] q;
  barrier q;
}
