include "stdgates.inc";
qubit[3] q;
bit[3] c;
const float a = pi / 3;
def none(qubit p) { x p; }
gate my(t) x, y { ctrl @ rz(t) x, y; inv @ pow(2) @ s y; }
for int i in [0:2] { ry(a * i) q[i]; }
my(a) q[0], q[2];
box[100ns] { delay[20ns] q[1]; }
barrier q;
c = measure q;
