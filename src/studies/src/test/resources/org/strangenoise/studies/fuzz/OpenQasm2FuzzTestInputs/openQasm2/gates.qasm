include "qelib1.inc";
qreg q[3];
creg c[3];
gate my(a) x,y { cx x,y; u1(a/2) y; }
h q[0];
my(pi/3) q[0],q[2];
barrier q;
if(c==1) x q[1];
u3(0.1,-pi/4,2*pi) q;
measure q -> c;
