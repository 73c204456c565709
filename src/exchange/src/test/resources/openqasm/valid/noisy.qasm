OPENQASM 3.0;
qubit[2] q;
bit[2] c;
h q[0];
#pragma braket noise amplitude_damping(0.1) q[0]
cnot q[0], q[1];
#pragma braket noise kraus([[0.6, 0], [0, 0.6]], [[0, 0.8im], [-0.8im, 0]]) q[1]
#pragma braket noise two_qubit_depolarizing(0.02) q[0], q[1]
c = measure q;
