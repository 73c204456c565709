// A logical 1 in three qubits that are checked and corrected eight times; its value comes back to q[0] at the end.
OPENQASM 3.0;
include "stdgates.inc";
qubit[5] q;
bit[2] syndrome;
bit value;
x q[0];
cx q[0], q[1];
cx q[0], q[2];
for int round in [1:8] {
  cx q[0], q[3];
  cx q[1], q[3];
  cx q[1], q[4];
  cx q[2], q[4];
  syndrome[0] = measure q[3];
  syndrome[1] = measure q[4];
  if (syndrome == 1) { x q[0]; }
  if (syndrome == 3) { x q[1]; }
  if (syndrome == 2) { x q[2]; }
  reset q[3];
  reset q[4];
}
cx q[0], q[1];
cx q[0], q[2];
ccx q[1], q[2], q[0];
value = measure q[0];
