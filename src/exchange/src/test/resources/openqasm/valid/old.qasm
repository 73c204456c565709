OPENQASM 2.0;
include "qelib1.inc";
qreg q[3];
creg c[3];
gate majority a, b, c { cx c, b; cx c, a; ccx a, b, c; }
majority q[0], q[1], q[2];
u3(pi/2, -pi^2/4, sin(0.3)) q;
barrier q[0], q[2];
measure q -> c;
