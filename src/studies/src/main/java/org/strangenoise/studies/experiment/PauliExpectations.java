package org.strangenoise.studies.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.strangenoise.channel.PauliTransferMatrix;
import org.strangenoise.pauli.PauliString;
import org.strangenoise.state.Observable;

/** Expectations of all Pauli strings: as much as the density matrix. */
public final class PauliExpectations {

    private PauliExpectations() {}

    /** Of all strings but the identity, ordered by weight, then alphabetically. */
    public static List<Observable.PauliExpectation> all(int qubits, boolean measured) {
        List<PauliString> strings = new ArrayList<>();
        for (int index = 1; index < 1 << (2 * qubits); index++) {
            strings.add(PauliTransferMatrix.string(qubits, index));
        }
        strings.sort(Comparator.comparingInt(PauliString::weight).thenComparing(PauliString::letters));
        return strings.stream()
                .map(p -> new Observable.PauliExpectation(p, measured))
                .toList();
    }
}
