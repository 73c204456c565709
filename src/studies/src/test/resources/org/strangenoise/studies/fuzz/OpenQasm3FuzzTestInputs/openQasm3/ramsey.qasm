// Ramsey: <X> of a qubit after each barrier is exp(-t/T2), and exp(-t/T2 - (t/T)^2) with a quasi-static detuning.
include "stdgates.inc";
qubit[2] q;
h q;
barrier q;
for int k in [1:40] {
  delay[100ns] q;
  barrier q;
}
