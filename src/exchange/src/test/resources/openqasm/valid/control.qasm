OPENQASM 3.0;
include "stdgates.inc";
qubit[3] q;
bit[3] c;
bit d;
int i = 0;
h q[0];
c[0] = measure q[0];
if (c[0]) { x q[1]; } else if (!c[1] && c != 5) { ry(0.3) q[2]; } else y q[2];
while (c[0] == 1 && i < 3) { reset q[0]; h q[0]; c[0] = measure q[0]; i += 1; }
for int k in [0:1] { if (c[k] ^ d) { d = measure q[k]; } }
c = measure q;
