package org.strangenoise.studies.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.strangenoise.device.QubitCalibration;
import org.strangenoise.yaml.ValueReader;

/** Addresses of one number, of which only one can vary. */
public final class TwinAddresses {

    private TwinAddresses() {}

    /**
     * Whether two parameters set the same number of a qubit, one for all qubits beside one of its own, or T2 beside
     * Tphi; the first such pair is recorded as a problem of the value that names them.
     */
    public static boolean refuse(ValueReader value, List<StudyParameter> parameters, Setup setup) {
        for (QubitCalibration qubit : setup.device().qubits()) {
            Map<String, String> known = new HashMap<>();
            for (StudyParameter parameter : parameters) {
                String[] parts = parameter.address().split("\\.", 4);
                boolean own = parts.length == 4
                        && parts[1].equals("qubits")
                        && (parts[2].equals("*") || parts[2].equals(qubit.name()));
                if (own) {
                    String number = parts[3].equals("T2") ? "Tphi" : parts[3];
                    String other = known.putIfAbsent(number, parameter.address());
                    if (other != null) {
                        value.problem("holds " + other + " and " + parameter.address()
                                + ", which set the same number of " + qubit.name());
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
