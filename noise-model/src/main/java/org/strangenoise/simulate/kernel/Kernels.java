package org.strangenoise.simulate.kernel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Finds the kernels that need the module jdk.incubator.vector; that one class names them keeps them optional. */
final class Kernels {

    /** Density tensors of up to so many qubits are small: 4^n numbers. */
    static final int SMALL_TENSOR_QUBITS = 4;

    /** State vectors of up to so many qubits are small: 2^n complex numbers. */
    static final int SMALL_VECTOR_QUBITS = 6;

    /**
     * Batches of so many numbers are worked on one by one before vectors pay, as in thirty maps of two thousand starts
     * and twenty kicks. Until the second compiler has been at it, a vector is an object, and many of them are a second
     * of processor time that shorter runs do not win back.
     */
    private static final long NUMBERS_BEFORE_VECTORS = 500_000_000;

    private static final AtomicLong NUMBERS = new AtomicLong();

    static final TensorKernel SCALAR_TENSOR = new ScalarTensorKernel();

    static final AmplitudeKernel SCALAR_AMPLITUDE = new ScalarAmplitudeKernel();

    static final TensorKernel TENSOR = load("VectorTensorKernel", TensorKernel.class, SCALAR_TENSOR);

    static final AmplitudeKernel AMPLITUDE = load("VectorAmplitudeKernel", AmplitudeKernel.class, SCALAR_AMPLITUDE);

    static final LaneKernel SCALAR_LANES = new LaneKernel.Scalar();

    static final LaneKernel LANES = load("VectorLaneKernel", LaneKernel.class, SCALAR_LANES);

    static final BlockKernel BLOCKS = load("VectorBlockKernel", BlockKernel.class, new BlockKernel.Scalar());

    private Kernels() {}

    /** Counts numbers of batches that are about to be worked on; true once this process has had enough of them. */
    static boolean vectorsPay(long numbers) {
        return NUMBERS.get() >= NUMBERS_BEFORE_VECTORS || NUMBERS.addAndGet(numbers) >= NUMBERS_BEFORE_VECTORS;
    }

    static <T> T load(String name, Class<T> type, T scalar) {
        Optional<Module> vectors = ModuleLayer.boot().findModule("jdk.incubator.vector");
        if (vectors.isEmpty()) {
            return scalar;
        }
        // A module that required it would bring a warning into every program that does not use it.
        Kernels.class.getModule().addReads(vectors.get());
        try {
            return type.cast(Class.forName(Kernels.class.getPackageName() + "." + name)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the vector kernels do not load although their module is present", e);
        }
    }
}
