// Hahn echoes of growing length, each from the ground state: a flip in the middle undoes what a quasi-static detuning
// did, so that <X> at each barrier is exp(-t/T2) again.
OPENQASM 3.0;
include "stdgates.inc";
qubit[2] q;
for int k in [1:40] {
  reset q;
  h q;
  delay[k * 50ns] q;
  x q;
  delay[k * 50ns] q;
  barrier q;
}
