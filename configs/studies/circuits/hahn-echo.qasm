// Hahn echo: the same waiting, with a flip in the middle that undoes a quasi-static detuning.
OPENQASM 3.0;
include "stdgates.inc";
qubit[1] q;
h q[0];
barrier q;
for int i in [1:10] {
  delay[150ns] q[0];
  barrier q;
}
x q[0];
barrier q;
for int i in [1:10] {
  delay[150ns] q[0];
  barrier q;
}
