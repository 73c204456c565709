package org.strangenoise.studies.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.strangenoise.device.Calibration;
import org.strangenoise.state.Observable;
import org.strangenoise.state.ObservableRegistry;
import org.strangenoise.state.ObservableType;
import org.strangenoise.state.ObservableType.Operand;
import org.strangenoise.yaml.NearestName;
import org.strangenoise.yaml.ValueReader;

/** Names of observables in study files and results; all there are stand in the {@link ObservableRegistry}. */
public final class ObservableNames {

    public static final String ENTROPY = "entropy";
    public static final String PURITY = "purity";
    public static final String OVERLAP = "overlap";
    public static final String FIDELITY = "fidelity";

    /** The series of one number that dynamics always have. */
    public static final List<String> SCALARS = List.of(ENTROPY, PURITY, OVERLAP, FIDELITY);

    private ObservableNames() {}

    /** The observable of one number that a value names, or a problem there. */
    public static Optional<Observable> read(ValueReader value, boolean measured, Setup setup) {
        return value.text().flatMap(text -> {
            try {
                return Optional.of(of(text, measured, setup));
            } catch (IllegalArgumentException e) {
                value.problem(PlainMessage.of(e) + NearestName.asked(text, nameable(measured, setup)));
                return Optional.empty();
            }
        });
    }

    /**
     * The observables that a list names beside those that all time series have, each once. That a name stands twice is
     * told whatever it means.
     *
     * @param measured whether readout errors are part of the observable of a name
     */
    public static Map<String, Observable> further(ValueReader list, Predicate<String> measured, Setup setup) {
        Map<String, Observable> further = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (ValueReader item : list.items()) {
            item.text().ifPresent(name -> {
                if (SCALARS.contains(name)) {
                    item.problem("need not ask for `" + name + "`, which all time series have");
                } else if (seen.add(name)) {
                    read(item, measured.test(name), setup).ifPresent(observable -> further.put(name, observable));
                } else {
                    item.problem("asks for `" + name + "` a second time");
                }
            });
        }
        return further;
    }

    /** The names of one number, each with every qubit that it may be about. */
    private static List<String> nameable(boolean measured, Setup setup) {
        int n = setup.circuit().qubits();
        List<String> names = new ArrayList<>();
        for (ObservableType type : ObservableRegistry.types()) {
            if (type.operand() == Operand.LETTERS || !type.isScalar(n) || (measured && !type.measurable())) {
                continue;
            }
            names.add(type.name());
            if (type.operand() == Operand.QUBIT || type.operand() == Operand.OPTIONAL_QUBIT) {
                qubits(setup.device(), n).forEach(qubit -> names.add(type.name() + "." + qubit));
            }
        }
        return names;
    }

    /**
     * The observable of one number of a name.
     *
     * @throws IllegalArgumentException if there is none; the message, without a subject, says what it must be
     */
    public static Observable of(String name, boolean measured, Setup setup) {
        return ObservableRegistry.readScalar(
                name, qubits(setup.device(), setup.circuit().qubits()), measured);
    }

    /** True if a name is of a kind that an experiment reads out, so that its points hold readout errors. */
    public static boolean isReadOut(String name, int qubits) {
        return ObservableRegistry.typeOf(name, qubits)
                .filter(ObservableType::measurable)
                .isPresent();
    }

    /** The names of a register's qubits; a device with fewer, which is an error told elsewhere, names what it has. */
    public static List<String> qubits(Calibration device, int count) {
        List<String> names = new ArrayList<>();
        for (int q = 0; q < count; q++) {
            names.add(q < device.qubits().size() ? device.qubits().get(q).name() : String.valueOf(q));
        }
        return names;
    }
}
