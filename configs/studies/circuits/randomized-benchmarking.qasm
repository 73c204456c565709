OPENQASM 3.0;
include "stdgates.inc";
// Like randomized benchmarking: random Clifford gates of one qubit, written in h and s. Before each barrier the whole
// sequence is undone, so that P(0) there is the survival probability; then the sequence starts anew, twice as long.
// Its decay with the number of gates gives the error per gate that relaxation alone causes.
qubit[1] q;
// 1 Clifford gates
h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0];
barrier q;
reset q[0];
// 2 Clifford gates
s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0];
barrier q;
reset q[0];
// 4 Clifford gates
h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0];
barrier q;
reset q[0];
// 8 Clifford gates
s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0];
barrier q;
reset q[0];
// 16 Clifford gates
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0];
s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0];
s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0];
barrier q;
reset q[0];
// 32 Clifford gates
h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0];
s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0];
s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0];
h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0];
s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0];
s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0];
s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0];
h q[0]; s q[0];
barrier q;
reset q[0];
// 64 Clifford gates
h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0];
s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0];
h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0];
s q[0]; s q[0]; s q[0]; h q[0]; h q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0];
s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0];
s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0];
h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0];
h q[0]; s q[0]; s q[0]; h q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; h q[0];
s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0];
h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0];
h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0];
s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; s q[0]; s q[0]; s q[0]; h q[0]; s q[0]; h q[0]; s q[0]; h q[0];
s q[0]; h q[0]; s q[0]; h q[0];
barrier q;
