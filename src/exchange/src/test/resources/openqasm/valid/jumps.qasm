OPENQASM 3.1;
include "stdgates.inc";
const array[float[64], 2, 3] angles = {{pi / 2, 0.25, -1}, {0.1, 0.2, 0.3}};
qubit[3] q;
bit[2] c;
output bit last;
float[64] turn = pi;
for int i in [0:2] {
    rx(angles[0, i]) q[i];
    c[0] = measure q[i];
    if (c[0]) { break; } else if (i == 1) { continue; }
    turn -= angles[1][i];
    nop q;
}
switch (c) {
    case 0, 2 { x q[0]; }
    case 1 { while (true) { c[1] = measure q[1]; break; } }
    default { }
}
last = measure q[2];
end;
nothing is read here
