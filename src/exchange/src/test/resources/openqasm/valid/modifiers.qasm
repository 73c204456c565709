OPENQASM 3.0;
include "stdgates.inc";
const int n = 3;
const float a = pi / n;
duration wait = 20ns;
gate turn(t1, t2) u, v { rx(t1 - t2) u; ctrl @ rz(2 * t1) u, v; gphase(t2); }
gate sn_zz(theta) a0, a1 { cx a0, a1; rz(theta) a1; cx a0, a1; }
qubit[4] q;
qubit r;
bit[4] c;
let some = q[0:1] ++ r;
h q;
ctrl @ negctrl @ x q[0], q[1], r;
inv @ pow(2) @ turn(a, 0.1) q[2], q[3];
pow(0.5) @ swap q[0], q[1];
for int i in [0:n - 1] { cx q[i], q[i + 1]; delay[wait * 2] q[i]; }
box { sn_zz(0.3) some[0], some[2]; }
box[wait * 5] { x q[1]; box[wait] { delay[5ns] q[1]; } h q[2]; }
barrier q, r;
reset r;
c = measure q;
