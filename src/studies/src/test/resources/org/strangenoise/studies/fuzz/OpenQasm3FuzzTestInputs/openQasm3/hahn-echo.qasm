// Hahn echoes of growing length, each from the ground state. Qubit 2 is flipped in the middle, which undoes what a
// quasi-static detuning did, so that <X> at each barrier is exp(-t/T2); qubit 1 is not flipped: exp(-t/T2 - (t/T)^2).
include "stdgates.inc";
qubit[3] q;
for int k in [1:20] {
  reset q;
  h q[1:2];
  delay[k * 100ns] q[1:2];
  x q[2];
  delay[k * 100ns] q[1:2];
  barrier q;
}
